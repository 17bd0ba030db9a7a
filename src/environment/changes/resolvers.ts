import type { StatusChange } from '../../feed/event.ts';
import type { StreamEvent } from '../../feed/stream.ts';
import type { EventOf } from '../../feed/topic.ts';
import type {
  EnvironmentSection,
  IntegrationStatusChangeResolvers,
  SubscriptionResolvers,
  TechnicalEnvironmentChangeResolvers,
} from '../../generated/graphql.ts';
import { maySee } from '../../read/gate.ts';
import { parseUuid } from '../../read/uuid.ts';
import type { Context } from '../context.ts';
import { enter } from '../enter.ts';
import { integrationById } from '../integrations/reads.ts';
import { parseCustomers } from './customers.ts';

/** A change of an integration's status or health, as the feed tells it. */
export type StatusEvent = StreamEvent<EventOf<'INTEGRATION_STATUS_CHANGED'>>;

/** A change of one section, as the feed tells it. */
export type SectionEvent = StreamEvent<EventOf<'SECTION_CHANGED'>>;

const subscription: SubscriptionResolvers = {
  integrationStatusChanged: {
    subscribe(_, { customerId, customerIds, after }, { feed, identity }) {
      return feed.follow(
        {
          kind: 'INTEGRATION_STATUS_CHANGED',
          customers: parseCustomers({ customerId, customerIds }),
          admits: (event) => maySee(identity, event.customerId),
        },
        after,
      );
    },
    resolve: (event: StatusEvent, _: unknown, context: Context) => {
      context.renewLoaders();
      return event;
    },
  },

  technicalEnvironmentChanged: {
    subscribe(_, { customerId, after }, { feed, identity }) {
      return feed.follow(
        {
          kind: 'SECTION_CHANGED',
          customers: new Set([parseUuid(customerId, 'customerId')]),
          admits: (event) => event.section !== 'CUSTOMER' && maySee(identity, event.customerId),
        },
        after,
      );
    },
    resolve: (event: SectionEvent, _: unknown, context: Context) => {
      context.renewLoaders();
      return event;
    },
  },
};

const DECLARED: Readonly<Record<StatusChange['status'], string>> = {
  ACTIVE: 'Its owner reports that it works',
  INACTIVE: 'Its owner has switched it off',
  ERROR: 'Its owner reports an error',
};

const RECOVERED: Readonly<Partial<Record<StatusChange['healthStatus'], string>>> = {
  DOWN: 'It has recovered from being down',
  DEGRADED: 'It has recovered from being degraded',
};

// What telemetry says of it, else what the owner declared by the change, else what it was before it was well.
function reasonOf(change: StatusChange): string | null {
  const { reason, status, previousStatus, healthStatus, previousHealthStatus } = change;
  if (reason !== null) return reason;
  if (status !== previousStatus) return DECLARED[status];
  return healthStatus === 'HEALTHY' ? (RECOVERED[previousHealthStatus] ?? null) : null;
}

const statusChange: IntegrationStatusChangeResolvers = {
  customer: ({ customerId }) => ({ id: customerId }),
  integration: ({ subjectId }, _, { loaders }) => loaders.loadOne(integrationById, subjectId),
  previousStatus: ({ payload }) => payload.previousStatus,
  status: ({ payload }) => payload.status,
  previousHealthStatus: ({ payload }) => payload.previousHealthStatus,
  healthStatus: ({ payload }) => payload.healthStatus,
  reason: ({ payload }) => reasonOf(payload),
};

const environmentChange: TechnicalEnvironmentChangeResolvers = {
  customer: ({ customerId }) => ({ id: customerId }),
  sections: ({ section }) => [section as EnvironmentSection],
  environment: ({ customerId }, _, context, info) => enter(customerId, {}, context, info),
};

/** What subscribers hear. */
export const resolvers = {
  Subscription: subscription,
  IntegrationStatusChange: statusChange,
  TechnicalEnvironmentChange: environmentChange,
};

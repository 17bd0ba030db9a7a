import type { FeedEvent } from '../../feed/event.ts';
import type { StreamEvent } from '../../feed/feed.ts';
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

/** A change of an integration's status or health, as the feed tells it. */
export type StatusEvent = StreamEvent<Extract<FeedEvent, { kind: 'INTEGRATION_STATUS_CHANGED' }>>;

/** A change of one section, as the feed tells it. */
export type SectionEvent = StreamEvent<Extract<FeedEvent, { kind: 'SECTION_CHANGED' }>>;

const subscription: SubscriptionResolvers = {
  integrationStatusChanged: {
    subscribe(_, { customerId, customerIds, after }, { feed, identity }) {
      const ids = [...(customerIds ?? []), ...(customerId ? [customerId] : [])].map((id) =>
        parseUuid(id, 'customerId'),
      );
      const everyone = customerIds === undefined || customerIds === null;
      const customers = ids.length === 0 && everyone ? ('all' as const) : new Set(ids);
      const matches = (
        event: FeedEvent,
      ): event is Extract<FeedEvent, { kind: 'INTEGRATION_STATUS_CHANGED' }> =>
        event.kind === 'INTEGRATION_STATUS_CHANGED' && maySee(identity, event.customerId);
      return feed.follow({ customers, matches }, after ?? null);
    },
    resolve: (event: StatusEvent, _: unknown, context: Context) => {
      context.renewLoaders();
      return event;
    },
  },

  technicalEnvironmentChanged: {
    subscribe(_, { customerId, after }, { feed, identity }) {
      const matches = (event: FeedEvent): event is Extract<FeedEvent, { kind: 'SECTION_CHANGED' }> =>
        event.kind === 'SECTION_CHANGED' &&
        event.section !== 'CUSTOMER' &&
        maySee(identity, event.customerId);
      return feed.follow(
        { customers: new Set([parseUuid(customerId, 'customerId')]), matches },
        after ?? null,
      );
    },
    resolve: (event: SectionEvent, _: unknown, context: Context) => {
      context.renewLoaders();
      return event;
    },
  },
};

const statusChange: IntegrationStatusChangeResolvers = {
  customer: ({ customerId }) => ({ id: customerId }),
  integration: ({ subjectId }, _, { loaders }) => loaders.loadOne(integrationById, subjectId),
  previousStatus: ({ payload }) => payload.previousStatus,
  status: ({ payload }) => payload.status,
  previousHealthStatus: ({ payload }) => payload.previousHealthStatus,
  healthStatus: ({ payload }) => payload.healthStatus,
  reason: ({ payload }) => payload.reason,
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

import type { StreamEvent } from '../../feed/stream.ts';
import type { EventOf } from '../../feed/topic.ts';
import type { AlertChangeResolvers, SubscriptionResolvers } from '../../generated/graphql.ts';
import { maySee } from '../../read/gate.ts';
import { parseCustomers } from '../changes/customers.ts';
import type { Context } from '../context.ts';
import type { IssueSeverity } from '../health/model.ts';
import type { AlertState } from './model.ts';
import { alertById } from './reads.ts';

/** A change of an alert, as the feed tells it. */
export type AlertEvent = StreamEvent<EventOf<'ALERT_CHANGED'>>;

const subscription: Pick<SubscriptionResolvers, 'technicalAlertRaised'> = {
  technicalAlertRaised: {
    subscribe(_, { customerId, customerIds, everyChange, after }, { feed, identity }) {
      return feed.follow(
        {
          kind: 'ALERT_CHANGED',
          customers: parseCustomers({ customerId, customerIds }),
          admits: (event) => (everyChange || event.payload.raised) && maySee(identity, event.customerId),
        },
        after,
      );
    },
    resolve: (event: AlertEvent, _: unknown, context: Context) => {
      context.renewLoaders();
      return event;
    },
  },
};

const alertChange: AlertChangeResolvers = {
  customer: ({ customerId }) => (customerId === null ? null : { id: customerId }),
  alert: ({ subjectId }, _, { loaders }) => loaders.loadOne(alertById, subjectId),
  previousState: ({ payload }) => payload.previousState as AlertState | null,
  state: ({ payload }) => payload.state as AlertState,
  severity: ({ payload }) => payload.severity as IssueSeverity,
};

/** What subscribers hear of alerts. */
export const resolvers = { Subscription: subscription, AlertChange: alertChange };

import DataLoader from 'dataloader';
import type { Database, Transaction } from '../../db/client.ts';
import { loadSql } from '../../db/sql.ts';
import type { Identity } from '../../read/gate.ts';
import type { PageParameters } from '../../read/paging.ts';
import { orUnavailable } from '../../read/unavailable.ts';
import type { IssueSeverity } from '../health/model.ts';
import type { Alert, AlertState, NotificationChannel } from './model.ts';

// As JSON, in which instants are written as everywhere else in the read model.
const asJson = (file: string) =>
  `select row_to_json(found) as row from (${loadSql(new URL(file, import.meta.url))}\n) found`;
const pageSql = asJson('./page.sql');
const channelsSql = asJson('./channels.sql');
const rowOf = ({ row }: { row: unknown }) => row;

/** Which page of which alerts is asked for; a condition that is null is not applied. */
export interface AlertQuery extends PageParameters {
  readonly customerId: string | null;
  readonly states: readonly AlertState[] | null;
  readonly severity: IssueSeverity | null;
  readonly ruleId: string | null;
  readonly integrationId: string | null;
}

/** The way out for notifications. */
export interface AlertPost {
  /** Who mails come from, as they say it; null: e-mail is off. */
  readonly mailFrom: string | null;
  /** Has a notification sent once the transaction commits. */
  send(tx: Transaction, deliveryId: string): Promise<void>;
  /** Has a customer's channels told soon of what they have not heard, once the transaction commits. */
  tell(tx: Transaction, customerId: string): Promise<void>;
  /** Why nothing could be sent there, in a sentence; null when nothing speaks against it. */
  refusalOf(
    channel: Pick<NotificationChannel, 'kind' | 'target'> & { readonly secrets: readonly string[] },
  ): Promise<string | null>;
}

/** What concerns alerts and belongs to no single customer. Nothing passes that the identity may not see. */
export interface AlertDesk extends AlertPost {
  /** A page of alerts, one more than asked for. */
  page(identity: Identity, query: AlertQuery): Promise<Alert[]>;
  /** A customer's channels, and those for every customer. */
  channelsOf(identity: Identity, customerId: string | null): Promise<NotificationChannel[]>;
  /** The channels with these ids, in their order; null for one that there is not. */
  channels(identity: Identity, ids: readonly string[]): Promise<(NotificationChannel | null)[]>;
}

/** A desk on a database. */
export function createAlertDesk(db: Database, post: AlertPost): AlertDesk {
  const visibleTo = ({ customers }: Identity) => (customers === 'all' ? null : [...customers]);
  const read = (identity: Identity, over: { customerId?: string | null; ids?: readonly string[] }) =>
    orUnavailable(
      db.map(channelsSql, { visible: visibleTo(identity), customerId: null, ids: null, ...over }, rowOf),
    ) as Promise<NotificationChannel[]>;
  return {
    page: (identity, query) =>
      orUnavailable(db.map(pageSql, { ...query, visible: visibleTo(identity) }, rowOf)) as Promise<Alert[]>,
    channelsOf: (identity, customerId) => read(identity, { customerId }),
    async channels(identity, ids) {
      const known = new Map((await read(identity, { ids })).map((channel) => [channel.id, channel]));
      return ids.map((id) => known.get(id) ?? null);
    },
    ...post,
  };
}

const loaders = new WeakMap<object, DataLoader<string, NotificationChannel | null>>();

/** A channel by its id; all that are asked for in a tick are read together. `context` is the request's. */
export function loadChannel(
  context: { readonly alerts: AlertDesk; readonly identity: Identity },
  id: string,
): Promise<NotificationChannel | null> {
  let loader = loaders.get(context);
  if (!loader) {
    loader = new DataLoader((ids) => context.alerts.channels(context.identity, ids), { cache: false });
    loaders.set(context, loader);
  }
  return loader.load(id);
}

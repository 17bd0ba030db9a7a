import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/db/client.ts';
import { loadSql } from '../../src/db/sql.ts';
import { addCustomers } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addChannel } from './support.ts';

const CLOSED = 50_000;

let database: TestDatabase;
let db: Database;
let customers: string[];
let channelId: string;

/** A year of alerts that are over and were told, and a few that are open. */
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  customers = await addCustomers(db, 100);
  channelId = await addChannel(db);
  await db.multi(
    `set session_replication_role = replica;
     insert into alerts (customer_id, rule_id, subject_id, episode, state, state_since, opened_at, fired_at, resolved_at, severity,
       fired_severity, recipients, title, description)
     select ($1::uuid[])[1 + n % 100], 'webhook-errors', (n % 1000)::text, 1 + n / 1000,
       case when n <= 50 then 'FIRING' else 'RESOLVED' end, at, at, at, case when n > 50 then at end, 'LOW', 'LOW', '{TECH}', '', ''
     from (select n, now() - n * interval '10 minutes' as at from generate_series(1, $2) n) closed;
     with told as (
       insert into notification_deliveries (id, customer_id, channel_id, kind, notification, status, give_up_at, created_at, finished_at)
       select id, customer_id, $3, 'FIRING', '{}', 'DELIVERED', fired_at, fired_at, fired_at from alerts
       returning id)
     insert into alert_notices select $3, id, phase, id from told cross join unnest(array['FIRING', 'RESOLVED']) as phase;
     reset session_replication_role;
     analyze`,
    [customers, CLOSED, channelId],
  );
}, 120_000);
afterAll(() => database.drop());

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly Plans?: readonly Node[];
}

/** The tables that a query reads from one end to the other. */
async function scannedBy(file: string, values: object): Promise<string[]> {
  const sql = loadSql(new URL(`../../src/${file}`, import.meta.url));
  const [{ Plan: plan }] = await db.one(`explain (format json) ${sql}`, values, (row) => row['QUERY PLAN']);
  const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  return nodes(plan as Node)
    .filter((node) => node['Node Type'] === 'Seq Scan')
    .map((node) => node['Relation Name'] ?? '');
}

const now = new Date();
const first = { first: 20, afterAt: null, afterId: null };
const LARGE = /^(alerts|alert_notices|notification_deliveries)$/;
const alerts = () =>
  JSON.stringify(customers.slice(0, 5).map((customerId) => ({ customerId, ruleId: 'x', subjectId: 'y' })));

test.each([
  [
    'news of everyone',
    'alerts/notify/due-notices.sql',
    () => ({ customerIds: null, channelId: null, endedDays: 30, now }),
  ],
  [
    'news of a customer',
    'alerts/notify/due-notices.sql',
    () => ({ customerIds: [customers[0]], channelId: null, endedDays: 30, now }),
  ],
  [
    'news for a channel',
    'alerts/notify/due-notices.sql',
    () => ({ customerIds: [customers[0]], channelId, endedDays: 30, now }),
  ],
  [
    'news of no single customer',
    'alerts/notify/due-notices.sql',
    () => ({ customerIds: [null], channelId, endedDays: 30, now }),
  ],
  [
    'when a channel was last told',
    'alerts/notify/last-told.sql',
    () => ({ channelIds: [channelId], customerIds: customers.slice(0, 5) }),
  ],
  ['how channels do', 'alerts/read-channel-signals.sql', () => ({ key: customers[0] })],
  ['what is shared', 'alerts/read-shared.sql', () => ({})],
  ['a new alert', 'alerts/insert-alerts.sql', () => ({ alerts: alerts() })],
  ['whom to look at', 'alerts/due-looks.sql', () => ({ dueBefore: now, allBefore: now, now })],
  [
    'deliveries to a channel',
    'environment/alerts/read-channel-deliveries.sql',
    () => ({ key: channelId, ...first }),
  ],
])(`%s: found without reading ${CLOSED} old alerts`, async (_, file, values) => {
  expect((await scannedBy(file, values())).filter((table) => LARGE.test(table))).toEqual([]);
});

import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';
import { addCustomers } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addChannel } from './support.ts';

const MIGRATIONS = fileURLToPath(new URL('../../src/db/migrations', import.meta.url));

let database: TestDatabase;
let db: Database;
let directory: string;

/** As far as the migration before the one that makes each change judged, and each shared channel's failing told, once. */
beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  db = database.db;
  directory = await mkdtemp(join(tmpdir(), 'te-alerts-once-'));
  const files = (await readdir(MIGRATIONS)).sort();
  const before = files.slice(
    0,
    files.findIndex((file) => file.endsWith('_alerts_once.sql')),
  );
  for (const file of before) await cp(join(MIGRATIONS, file), join(directory, file));
  await migrate(db, { directory });
});
afterEach(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

async function addAlert(customerId: string, subjectId: string): Promise<string> {
  const id = randomUUID();
  await db.none(
    `insert into alerts (id, customer_id, rule_id, subject_id, episode, state, state_since, opened_at, fired_at, severity,
       fired_severity, recipients, title, description)
     values ($1, $2, 'notification-channel-failing', $3, 1, 'FIRING', now(), now(), now(), 'MEDIUM', 'MEDIUM', '{CSM,TECH}',
       'Failing', 'Failing')`,
    [id, customerId, subjectId],
  );
  return id;
}

async function tell(channelId: string, alertId: string, customerId: string): Promise<void> {
  await db.none(
    `with d as (insert into notification_deliveries (customer_id, channel_id, kind, notification, status, give_up_at, finished_at)
       values ($3, $1, 'FIRING', '{}', 'DELIVERED', now(), now()) returning id)
     insert into alert_notices select $1, $2, 'FIRING', id from d`,
    [channelId, alertId, customerId],
  );
}

test("a shared channel's alerts become one: what was told stays told, and those who heard of a customer's hear its end", async () => {
  const [a = '', b = '', c = ''] = await addCustomers(db, 3);
  const shared = await addChannel(db);
  const listener = await addChannel(db);
  const own = await addChannel(db, { customerId: b });
  const failing = await addChannel(db, { customerId: c });
  const told = await addAlert(a, shared);
  const alsoTold = await addAlert(b, shared);
  await addAlert(c, shared);
  const kept = await addAlert(c, failing);
  await tell(listener, told, a);
  await tell(own, alsoTold, b);
  await migrate(db);
  const alerts = await db.any('select id, customer_id, state from alerts order by customer_id nulls first');
  const [one] = alerts;
  expect(alerts).toHaveLength(3);
  expect(alerts).toEqual(
    expect.arrayContaining([
      { id: one.id, customer_id: null, state: 'FIRING' },
      { id: alsoTold, customer_id: b, state: 'RESOLVED' },
      { id: kept, customer_id: c, state: 'FIRING' },
    ]),
  );
  const notices = await db.any('select channel_id, alert_id from alert_notices');
  expect(notices).toHaveLength(2);
  expect(notices).toEqual(
    expect.arrayContaining([
      { channel_id: listener, alert_id: one.id },
      { channel_id: own, alert_id: alsoTold },
    ]),
  );
});

test('channels that are the same become the one in use, which has told what any of them has', async () => {
  const [customerId = ''] = await addCustomers(db, 1);
  const target = 'https://hooks.example.com/twin';
  const off = await addChannel(db, { target, enabled: false });
  const used = await addChannel(db, { target });
  const other = await addChannel(db, { target, role: 'CSM' });
  const alertId = await addAlert(customerId, other);
  await tell(off, alertId, customerId);
  await migrate(db);
  const channels = await db.map('select id from notification_channels', [], ({ id }) => id);
  expect(channels.sort()).toEqual([used, other].sort());
  expect(
    await db.any(
      'select n.channel_id, d.channel_id as of from alert_notices n join notification_deliveries d on d.id = n.delivery_id',
    ),
  ).toEqual([{ channel_id: used, of: used }]);
});

test('what a channel was given up for still says that it fails, and of which time', async () => {
  const [customerId = ''] = await addCustomers(db, 1);
  const [before, after] = [await addChannel(db), await addChannel(db)];
  for (const [channelId, finished] of [
    [before, '1 hour'],
    [after, '-1 second'],
  ])
    await db.none(
      `insert into notification_deliveries (customer_id, channel_id, kind, notification, status, give_up_at, finished_at, detail)
       values ($1, $2, 'FIRING', '{}', 'FAILED', now(), now() - $3::interval, 'HTTP 404')`,
      [customerId, channelId, finished],
    );
  await migrate(db);
  expect(await db.any('select distinct "lastStatus", "lastDetail" from channel_signals')).toEqual([
    { lastStatus: 'FAILED', lastDetail: 'HTTP 404' },
  ]);
  const asItIs = await db.map(
    'select c.id from notification_channels c join notification_deliveries d on d.channel_id = c.id and d.tried_with = c.updated_at',
    [],
    ({ id }) => id,
  );
  expect(asItIs).toEqual([after]);
});

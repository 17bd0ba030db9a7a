import { afterEach, beforeEach, expect, test } from 'vitest';
import { addCustomer, addIntegration, until } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type AlertProcess, addChannel, RecordingDeliverer, startAlerting } from './support.ts';

let database: TestDatabase;
let deliverer: RecordingDeliverer;
let alerting: AlertProcess[];
let customerId: string;

beforeEach(async () => {
  database = await createTestDatabase();
  deliverer = new RecordingDeliverer();
  customerId = await addCustomer(database.db);
  alerting = await Promise.all([1, 2, 3].map(() => startAlerting(database, deliverer)));
});
afterEach(async () => {
  await Promise.all(alerting.map((one) => one.stop()));
  await database.drop();
});

test('an integration that is down for an hour', { timeout: 30_000 }, async () => {
  await addChannel(database.db);
  const id = await addIntegration(database.db, customerId);
  await database.db.none(
    `update integrations set health_status = 'DOWN', health_reason = 'The last 5 runs failed', health_since = now() - interval '61 minutes' where id = $1`,
    [id],
  );
  await until(() => deliverer.sent.length > 0, 'it is told');
  console.log(
    JSON.stringify(deliverer.sent, null, 1),
    alerting.map((a) => a.logged),
  );
  await database.db.none(
    `update integrations set health_status = 'HEALTHY', health_reason = null where id = $1`,
    [id],
  );
  await until(() => deliverer.sent.length > 1, 'its end is told');
  console.log(
    JSON.stringify(deliverer.sent, null, 1),
    alerting.map((a) => a.logged),
  );
  expect(deliverer.sent.map(({ notification }) => notification.kind)).toEqual(['FIRING', 'RESOLVED']);
});

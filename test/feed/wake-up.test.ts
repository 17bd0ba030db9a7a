import { expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/db/client.ts';
import { WakeUp } from '../../src/feed/wake-up.ts';
import { createTestDatabase } from '../support/database.ts';

test('one that is told to stop while it still connects stops', async () => {
  const database = await createTestDatabase();
  const db = openDatabase(database.connection, { poolSize: 1 });
  const wakeUp = new WakeUp(
    db,
    () => {},
    () => {},
  );
  wakeUp.start();
  await expect(wakeUp.stop()).resolves.toBeUndefined();
  await closeDatabase(db);
  await database.drop();
});

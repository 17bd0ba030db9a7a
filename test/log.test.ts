import { expect, test } from 'vitest';
import { createLog } from '../src/log.ts';
import { createTestDatabase } from './support/database.ts';

test('the log says what the database refused, not what was to be stored', async () => {
  const database = await createTestDatabase();
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => lines.push(line) });
  const err = await database.db
    .none(
      `insert into notification_channels (role, kind, name, target, secrets) values ('TECH', 'WEBHOOK', '', 'https://a.example', '{whsec_hunter2}')`,
    )
    .catch((error: unknown) => error);
  log.error({ err }, 'Refused.');
  log.error({ err: new AggregateError([err], 'Two failed.') }, 'Refused.');
  await database.drop();
  expect(lines[0]).toContain('notification_channels_name_check');
  expect(lines[1]).toContain('notification_channels_name_check');
  expect(lines.join()).not.toContain('hunter2');
});

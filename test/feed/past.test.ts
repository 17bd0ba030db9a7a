import { expect, test } from 'vitest';
import { Past } from '../../src/feed/past.ts';
import type { EventTable } from '../../src/feed/table.ts';
import { sectionChanges, until } from './support.ts';

test('a replay in an outage ends with the feed, and is not tried again', async () => {
  let reads = 0;
  const away = async () => {
    reads += 1;
    throw Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
  };
  const table: EventTable = { stand: away, readAfter: away };
  const past = new Past(table, () => 'some history');
  const reading = expect(past.readPage(sectionChanges(), { xid: 1n, id: 1n })).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
  });
  await until(() => reads > 1, 'it is tried again while the feed runs');
  past.stop();
  const before = reads;
  await reading;
  expect(reads).toBe(before);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onStatement } from '../../src/db/client.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { openSocket } from '../support/socket.ts';

const QUERY = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Customer { id technicalEnvironment { technicalHealthScore contacts { name } } }
} }`;

let service: TestService;
let known: string[];
beforeAll(async () => {
  service = await startTestService({ demo: true });
  known = await service.db.map('select id from customers order by id', [], ({ id }) => id);
});
afterAll(() => service?.stop());

/** So many representations: the demo's customers, then strangers. */
function representations(count: number) {
  const ids = Array.from({ length: count }, (_, index) => known[index] ?? randomUUID());
  return { representations: ids.map((id) => ({ __typename: 'Customer', id })) };
}

/** What is answered, and how many statements that took. */
async function counted<T>(ask: () => Promise<T>): Promise<{ answer: T; statements: number }> {
  let statements = 0;
  const stop = onStatement(service.db, () => {
    statements += 1;
  });
  return { answer: await ask().finally(stop), statements };
}

test('500 entities at once cost one statement', async () => {
  const { answer, statements } = await counted(() => service.ask(QUERY, representations(500)));
  expect(answer.errors).toBeUndefined();
  expect(statements).toBe(1);
  const held = answer.data._entities.map(
    (one: { technicalEnvironment: unknown }) => one.technicalEnvironment,
  );
  expect(held.filter((environment: unknown) => environment !== null)).toHaveLength(known.length);
  expect(held).toHaveLength(500);
});

test('501 are refused without any, and are told the limit', async () => {
  const { answer, statements } = await counted(() => service.ask(QUERY, representations(501)));
  expect(answer.data ?? null).toBeNull();
  expect(answer.errors).toMatchObject([
    {
      message: '_entities takes at most 500 representations at once; got 501. Send them in parts.',
      extensions: { code: 'BAD_USER_INPUT' },
    },
  ]);
  expect(statements).toBe(0);
});

test('501 are refused over WebSocket as well', async () => {
  const socket = openSocket(service.url);
  const { answer, statements } = await counted(() => socket.subscribe(QUERY, representations(501)).next());
  expect(answer.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  expect(statements).toBe(0);
  await socket.close();
});

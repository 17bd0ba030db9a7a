import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Identity } from '../../../src/read/gate.ts';
import { sharingKey } from '../../../src/server/live/sharing.ts';
import { createMemoryTable } from '../../feed/memory-table.ts';
import { until } from '../../feed/support.ts';
import { countingOutlet, createContext, startLive } from './support.ts';

const everyone: Identity = { kind: 'local', subject: 'one', customers: 'all' };
const some = (...ids: string[]): Identity => ({ kind: 'router', subject: 'two', customers: new Set(ids) });

const document = parse('subscription ($id: ID, $after: String) { changed(id: $id, after: $after) { id } }');
const key = (
  variableValues: Record<string, unknown>,
  {
    of = document,
    identity = everyone,
    operationName,
  }: { of?: typeof document; identity?: Identity; operationName?: string } = {},
) => sharingKey({ document: of, variableValues, operationName }, identity);

describe('what is told the same', () => {
  test('the same document and variables, whoever asks with the same rights', () => {
    expect(key({ id: 'a' })).toBe(key({ id: 'a' }, { identity: { ...everyone, subject: 'another' } }));
    expect(key({ id: 'a' }, { identity: some('a', 'b') })).toBe(
      key({ id: 'a' }, { identity: some('b', 'a') }),
    );
  });

  test('wherever it resumes from', () => {
    expect(key({ id: 'a', after: 'x' })).toBe(key({ id: 'a', after: 'y' }));
    expect(key({ id: 'a', after: 'x' })).toBe(key({ id: 'a' }));
  });
});

describe('what is not', () => {
  test('other rights, of which none may be told the other’s', () => {
    const keys = [everyone, some(), some('a'), some('b'), some('a', 'b')].map((identity) =>
      key({}, { identity }),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('what is looked up with other rights, at the same moment', async () => {
    const { table, append } = createMemoryTable();
    const { feed, subscribe } = await startLive(table, (_, __, { identity }) =>
      identity.customers === 'all' ? 'all' : [...identity.customers].join(),
    );
    const identities = [everyone, some('a'), some('b')];
    const heard: unknown[][] = identities.map(() => []);
    for (const [index, identity] of identities.entries()) {
      const send = (results: readonly string[]) =>
        (heard[index]?.push(...results.map((text) => JSON.parse(text).data.changed)) ?? 0) > 0;
      await subscribe({ ...countingOutlet('websocket'), send }, null, createContext(identity));
    }
    append(1);
    feed.look();
    await until(() => heard.flat().length === 3, 'all are told');
    await feed.stop();
    expect(heard).toEqual([['all'], ['a'], ['b']]);
  });

  test('other variables, another document, another operation of one document', () => {
    const other = parse(
      'subscription ($id: ID, $after: String) { changed(id: $id, after: $after) { name } }',
    );
    const two = parse('subscription A { changed { id } } subscription B { changed { name } }');
    const keys = [
      key({ id: 'a' }),
      key({ id: 'b' }),
      key({ id: 'a' }, { of: other }),
      key({}, { of: two, operationName: 'A' }),
      key({}, { of: two, operationName: 'B' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each([
    [
      'in the selection',
      'subscription ($after: String) { changed(after: $after) { runs(after: $after) { id } } }',
    ],
    [
      'in a fragment',
      'subscription ($after: String) { changed(after: $after) { ...f } } fragment f on C { runs(after: $after) { id } }',
    ],
    ['under another argument only', 'subscription ($after: String) { changed(since: $after) { id } }'],
  ])('another cursor, where it also stands %s', (_, text) => {
    const of = parse(text);
    expect(key({ after: 'x' }, { of })).not.toBe(key({ after: 'y' }, { of }));
  });
});

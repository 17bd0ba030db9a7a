import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { evaluateAlerts } from '../../src/alerts/evaluate.ts';
import { DomainError } from '../../src/errors.ts';
import { evaluateCustomers } from '../../src/evaluation/evaluate.ts';
import type { Reader } from '../../src/read/reader.ts';

const away: Reader = {
  read: async (asks) =>
    asks.map(() => new DomainError('SERVICE_UNAVAILABLE', 'The database does not answer.')),
};
const customers = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const nothing = {} as never;

// By default one of them ends the process.
const unheard = vi.fn();
beforeEach(() => void process.on('unhandledRejection', unheard));
afterEach(() => void process.off('unhandledRejection', unheard));

test('while nothing can be read, judging fails, and fails nowhere else', async () => {
  await expect(evaluateCustomers(nothing, away, customers, new Date())).rejects.toThrow();
  const judge = { db: nothing, reader: away, jobs: nothing, grouping: nothing, log() {} };
  expect(await evaluateAlerts(judge, customers, new Date())).toEqual(customers);
  await turn();
  expect(unheard).not.toHaveBeenCalled();
});

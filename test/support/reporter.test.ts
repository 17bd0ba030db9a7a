import { expect, test } from 'vitest';
import { closingLine, count } from './reporter.ts';

type Modules = Parameters<typeof count>[0];

function module(states: string[], errors: unknown[] = [], suiteErrors: unknown[] = []): Modules[number] {
  const tests = states.map((state) => ({ result: () => ({ state }) }));
  const suites = [{ errors: () => suiteErrors }];
  return { errors: () => errors, children: { allTests: () => tests, allSuites: () => suites } } as never;
}

test('counts tests, and names skipped ones only when there are some', () => {
  expect(closingLine(count([module(['passed', 'failed'])], [], 'failed'))).toBe('1 passed, 1 failed');
  expect(closingLine(count([module(['passed', 'skipped', 'pending'])], [], 'passed'))).toBe(
    '1 passed, 0 failed, 2 skipped',
  );
});

test('counts as failed what went wrong outside any test', () => {
  expect(count([module([], ['does not load'])], [], 'failed').failed).toBe(1);
  expect(count([module(['passed'], [], ['hook threw'])], [], 'failed').failed).toBe(1);
  expect(count([module(['passed'])], ['unhandled'], 'failed').failed).toBe(1);
  expect(count([module(['passed'])], [], 'interrupted').failed).toBe(1);
});

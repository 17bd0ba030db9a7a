import { expect, test } from 'vitest';
import { ATTEMPT_MS, JOB_MS, LEASE_MS, MAIL_MS, TURN_MS } from '../../src/alerts/deadlines.ts';
import { readConfig } from '../../src/config.ts';

test('nobody cuts short or repeats what may still succeed', () => {
  expect(ATTEMPT_MS).toBeGreaterThan(TURN_MS + MAIL_MS);
  expect(LEASE_MS).toBeGreaterThan(ATTEMPT_MS);
  expect(JOB_MS).toBeGreaterThan(LEASE_MS);
  const withTimeout = (ms: number) => () => readConfig({ DELIVERY_TIMEOUT_MS: String(ms) });
  expect(withTimeout(MAIL_MS)).not.toThrow();
  expect(withTimeout(MAIL_MS + 1)).toThrow('DELIVERY_TIMEOUT_MS');
});

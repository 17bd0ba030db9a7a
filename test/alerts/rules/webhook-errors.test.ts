import { expect, test } from 'vitest';
import { webhookErrors } from '../../../src/alerts/rules/webhook-errors.ts';
import { integration, webhook } from '../../support/builders.ts';
import { INTEGRATION_ID, observe, signal, verdicts } from './support.ts';

const integrations = [webhook({ id: INTEGRATION_ID })];
const of = (failedDeliveries: number, deliveries: number, over = {}) => ({
  integrations,
  signals: [signal({ deliveries, failedDeliveries, ...over })],
});

test('15 of 120 deliveries is over 10 %: for TECH, of medium severity, with the figures', () => {
  expect(observe(webhookErrors, of(15, 120))).toEqual([
    expect.objectContaining({
      subjectId: INTEGRATION_ID,
      verdict: 'BAD',
      severity: 'MEDIUM',
      description: '15 of 120 deliveries failed in 24 h (12.5%).',
    }),
  ]);
  expect(webhookErrors.recipients).toEqual(['TECH']);
});

test.each([
  [2, 20, 'HELD', 'just 10 %'],
  [3, 20, 'BAD', 'over 10 % of just enough'],
  [19, 19, 'HELD', 'all, but of too few'],
  [9, 100, 'HELD', 'between the edges'],
  [7, 100, 'CLEAR', 'below them'],
  [0, 3, 'CLEAR', 'none, however few'],
  [0, 0, 'NO_DATA', 'silence'],
])('%i of %i: %s (%s)', (failed, deliveries, verdict) => {
  expect(verdicts(webhookErrors, of(failed, deliveries))).toEqual([verdict]);
});

test("the share is the customer's own where it has one; in maintenance nothing begins", () => {
  expect(verdicts(webhookErrors, of(15, 120), { threshold: 0.2 })).toEqual(['CLEAR']);
  expect(verdicts(webhookErrors, of(0, 120), { threshold: 0 })).toEqual(['CLEAR']);
  expect(verdicts(webhookErrors, of(15, 120, { inMaintenance: true }))).toEqual(['HELD']);
});

test('only webhooks count: what is set up as one, and whatever else has deliveries on record', () => {
  const other = [integration({ id: INTEGRATION_ID })];
  expect(verdicts(webhookErrors, { ...of(0, 0), integrations: other })).toEqual([]);
  const delivered = { isDeliveredTo: true };
  expect(verdicts(webhookErrors, { ...of(15, 120, delivered), integrations: other })).toEqual(['BAD']);
  expect(verdicts(webhookErrors, { ...of(0, 0, delivered), integrations: other })).toEqual(['NO_DATA']);
});

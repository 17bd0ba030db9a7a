import { expect, test } from 'vitest';
import { integrationDown } from '../../../src/alerts/rules/integration-down.ts';
import { daysBefore, integration } from '../../support/builders.ts';
import { INTEGRATION_ID, observe, signal, verdicts } from './support.ts';

const down = (over = {}) => [
  integration({
    id: INTEGRATION_ID,
    healthStatus: 'DOWN',
    healthReason: 'The last 5 runs failed',
    healthSince: daysBefore(1),
    ...over,
  }),
];

test('a connected integration that is down is bad since then, for CSM and TECH, of high severity', () => {
  expect(observe(integrationDown, { integrations: down() })).toEqual([
    {
      subjectId: INTEGRATION_ID,
      integrationId: INTEGRATION_ID,
      verdict: 'BAD',
      severity: 'HIGH',
      title: 'Salesforce is down',
      description: 'The last 5 runs failed.',
      since: daysBefore(1),
    },
  ]);
  expect(integrationDown).toMatchObject({ recipients: ['CSM', 'TECH'], forMs: 3_600_000 });
});

test.each([
  ['healthy', { healthStatus: 'HEALTHY' }, ['CLEAR']],
  ['degraded, which is not down', { healthStatus: 'DEGRADED' }, ['CLEAR']],
  ['unknown, which is not up', { healthStatus: 'UNKNOWN' }, ['NO_DATA']],
  ['switched off, which is nothing to watch', { status: 'INACTIVE' }, []],
  ['in error by the integration service and down', { status: 'ERROR' }, ['BAD']],
] as const)('an integration that is %s', (_, over, expected) => {
  expect(verdicts(integrationDown, { integrations: down(over) })).toEqual(expected);
});

test('one that begins to recover is neither', () => {
  expect(
    verdicts(integrationDown, {
      integrations: down(),
      signals: [signal({ recoveringSince: daysBefore(0) })],
    }),
  ).toEqual(['HELD']);
});

test('one of which nothing more could be read yet is not said to be down', () => {
  expect(verdicts(integrationDown, { integrations: down(), signals: [] })).toEqual(['HELD']);
});

test("in maintenance it is nobody's alarm; what is down when that ends counts from its end", () => {
  expect(
    verdicts(integrationDown, { integrations: down(), signals: [signal({ inMaintenance: true })] }),
  ).toEqual(['HELD']);
  const [after] = observe(integrationDown, {
    integrations: down(),
    signals: [signal({ maintainedUntil: daysBefore(0.5) })],
  });
  expect(after).toMatchObject({ verdict: 'BAD', since: daysBefore(0.5) });
});

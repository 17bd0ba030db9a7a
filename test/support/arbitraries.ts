import fc from 'fast-check';
import type { Facts } from '../../src/environment/facts.ts';
import { SETTING_STATES } from '../../src/environment/health/apply-changes.ts';
import { findIssues, newIssue } from '../../src/environment/health/issues.ts';
import { RULES } from '../../src/environment/health/rules/index.ts';
import type { Integration } from '../../src/environment/integrations/model.ts';
import { SETTING_NAMES, type SecuritySetting } from '../../src/environment/security/model.ts';
import {
  complianceItem,
  facts,
  integration,
  integrationId,
  NOW,
  quota,
  setting,
  usageDays,
} from './builders.ts';

const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null, freq: 6 });

/** Up to six integrations in any status and health, with ids 1 to 6. */
export const integrationsArbitrary: fc.Arbitrary<Integration[]> = fc
  .array(
    fc.record({
      status: fc.constantFrom('ACTIVE', 'ACTIVE', 'ERROR', 'INACTIVE'),
      healthStatus: fc.constantFrom('HEALTHY', 'DEGRADED', 'DOWN', 'UNKNOWN'),
      type: fc.constantFrom('CRM', 'CUSTOM'),
      authenticationFailedAt: fc.constantFrom(null, null, null, '2026-01-20T00:00:00Z'),
      endpoint: fc.constantFrom(null, 'https://example.com/hook'),
    }),
    { maxLength: 6 },
  )
  .map((rows) =>
    rows.map((row, index) => integration({ ...row, id: integrationId(index + 1), name: `Nr. ${index}` })),
  );

/** Settings in states of their own, some missing. */
export const settingsArbitrary: fc.Arbitrary<SecuritySetting[]> = fc
  .tuple(
    ...SETTING_NAMES.map((name) =>
      orNull(
        fc.record({
          state: fc.constantFrom(...SETTING_STATES[name]),
          rotationDays: fc.constantFrom(null, 30, 90, 91, 180, 181, 365),
        }),
      ).map((row) => {
        if (row === null) return null;
        const { state, rotationDays } = row;
        const rotates = name === 'API_KEY_ROTATION' && state === 'ENABLED';
        return setting(name, { state, rotationDays: rotates ? rotationDays : null });
      }),
    ),
  )
  .map((rows) => rows.filter((row) => row !== null));

const usageArbitrary = fc
  .record({
    days: fc.constantFrom(0, 1, 30),
    calls: fc.constantFrom(0, 1, 1000, 1_000_000),
    errors: fc.double({ min: 0, max: 0.1, noNaN: true }),
    hits: fc.double({ min: 0, max: 0.02, noNaN: true }),
    latency: orNull(fc.integer({ min: 1, max: 2000 })),
  })
  .map(({ days, calls, errors, hits, latency }) =>
    usageDays(days, {
      calls,
      clientErrors: 0,
      serverErrors: Math.floor(calls * errors),
      rateLimited: Math.floor(calls * hits),
      latencyTotalMs: latency === null ? null : calls * latency,
    }),
  );

const quotasArbitrary = fc
  .record({ api: fc.integer({ min: 0, max: 1300 }), storage: orNull(fc.integer({ min: 1, max: 200 })) })
  .map(({ api, storage }) => [
    quota({ used: api * 1000 }),
    quota({ resource: 'STORAGE', period: 'NONE', used: 50, limit: storage, unit: 'GB' }),
  ]);

/** Facts of any shape, sections that could not be read included. The issues are those that the rules find. */
export const factsArbitrary: fc.Arbitrary<Facts> = fc
  .record({
    integrations: orNull(integrationsArbitrary),
    usage: orNull(usageArbitrary),
    quotas: orNull(quotasArbitrary),
    settings: orNull(settingsArbitrary),
    reviews: fc.constantFrom(null, []),
    complianceItems: fc.constantFrom(null, [], [complianceItem({ status: 'GAP' })]),
  })
  .map((sections) => settled(facts(sections)));

/** The same facts with the issues that the rules find in them, as they are once everything has been looked at. */
export function settled(one: Facts): Facts {
  const open = { ...one, issues: [] };
  return {
    ...one,
    issues: findIssues(open, RULES, NOW).map((found) => newIssue(one.customerId, found, NOW)),
  };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/environment/facts.ts';
import { SETTING_STATES } from '../../../src/environment/health/apply-changes.ts';
import { evaluateRules, type Rule, reconcileIssues } from '../../../src/environment/health/issues.ts';
import { POLICY } from '../../../src/environment/health/policy.ts';
import { RULES } from '../../../src/environment/health/rules/index.ts';
import { scoreHealth } from '../../../src/environment/health/score.ts';
import { applyChanges, type Change, WhatIfError, whatIf } from '../../../src/environment/health/what-if.ts';
import { SETTING_NAMES } from '../../../src/environment/security/model.ts';
import { ACME_WEBHOOK_ID, acmeFacts } from '../../support/acme.ts';
import { factsArbitrary, settled } from '../../support/arbitraries.ts';
import {
  daysBefore,
  facts,
  integration,
  integrationId,
  issue,
  NOW,
  setting,
  settings,
  unreadableFacts,
} from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';

const suppose = (all: Facts, ...changes: Change[]) => whatIf(all, changes, POLICY, NOW);
const MFA: Change = { setting: { setting: 'MFA', state: 'ENFORCED' } };

describe('whatIf at Acme', () => {
  it.each<[string, Change[], number, string, number]>([
    ['MFA enforced', [MFA], 89, 'GOOD', 3.5],
    [
      'the webhook healthy',
      [{ integration: { id: ACME_WEBHOOK_ID, healthStatus: 'HEALTHY' } }],
      89,
      'GOOD',
      3.5,
    ],
    [
      'twice the quota',
      [{ quota: { resource: 'API_CALLS', period: 'DAY', limit: 2_000_000 } }],
      90,
      'EXCELLENT',
      4.5,
    ],
    ['both', [MFA, { integration: { id: ACME_WEBHOOK_ID, healthStatus: 'HEALTHY' } }], 92, 'EXCELLENT', 7],
    ['MFA as it is', [{ setting: { setting: 'MFA', state: 'OPTIONAL' } }], 85, 'GOOD', 0],
    [
      'no encryption, which is an issue of high severity',
      [{ setting: { setting: 'DATA_ENCRYPTION', state: 'DISABLED' } }],
      74,
      'FAIR',
      -11,
    ],
    ['the webhook down', [{ integration: { id: ACME_WEBHOOK_ID, healthStatus: 'DOWN' } }], 74, 'FAIR', -11],
  ])('%s', (_, changes, score, band, gained) => {
    expect(suppose(acmeFacts(), ...changes)).toMatchObject({ score, band, gained });
  });

  it('leaves the facts as they are and shows the parts', () => {
    const acme = acmeFacts();
    const { components } = suppose(acme, MFA);
    expect(acme).toEqual(acmeFacts());
    expect(components.map(({ score }) => score)).toEqual([90, 85, 90]);
  });
});

describe('issues in whatIf', () => {
  const open = settled(facts({ settings: settings({ DATA_ENCRYPTION: 'DISABLED' }) }));
  const encrypt: Change = { setting: { setting: 'DATA_ENCRYPTION', state: 'ENABLED' } };

  it('no longer hold the score where the rules would not find them', () => {
    expect(scoreHealth(open, POLICY, NOW).score).toBe(74);
    expect(suppose(open, encrypt)).toMatchObject({ score: 100, gained: 26 });
  });

  it('still hold it where nobody could say that they are over', () => {
    const unknown: Change = { setting: { setting: 'DATA_ENCRYPTION', state: 'UNKNOWN' } };
    expect(suppose(open, unknown)).toMatchObject({ score: 74, gained: 0 });
  });

  it('count as before where the change has nothing to do with them', () => {
    // Not found any more, but not resolved yet: the hold.
    const held = facts({
      issues: [issue({ ruleId: 'integration-down', severity: 'HIGH', subjectId: 'any' })],
    });
    expect(suppose(held, MFA)).toMatchObject({ score: 74, gained: 0 });
    // Found, but nobody has looked since.
    const unseen = facts({ settings: settings({ DATA_ENCRYPTION: 'DISABLED' }) });
    expect(suppose(unseen, MFA)).toMatchObject({ score: 93, gained: 0 });
  });

  it('are those that the rules find where the stored ones could not be read', () => {
    expect(suppose({ ...open, issues: null }, encrypt)).toMatchObject({ score: 100, gained: 26 });
  });

  it('may become less severe without being over', () => {
    const rule: Rule = {
      id: 'rule',
      find: ({ settings: rows }) => {
        const severity = rows?.some(({ state }) => state === 'DISABLED') ? 'HIGH' : 'LOW';
        const words = { title: 'Title', description: 'Description.', suggestedAction: null };
        return [{ subjectId: 'subject', integrationId: null, severity, ...words }];
      },
      subjectState: () => 'PRESENT',
    };
    const stored = [issue({ ruleId: 'rule', subjectId: 'subject', severity: 'HIGH' })];
    const all = facts({ settings: settings({ DATA_ENCRYPTION: 'DISABLED' }), issues: stored });
    expect(whatIf(all, [encrypt], POLICY, NOW, [rule])).toMatchObject({ score: 100, gained: 26 });
  });
});

describe('applyChanges', () => {
  const change = (all: Facts, ...changes: Change[]) => applyChanges(all, changes);

  it('makes changes in their order', () => {
    const { settings: rows } = change(facts(), MFA, { setting: { setting: 'MFA', state: 'DISABLED' } });
    expect(rows?.find(({ setting: name }) => name === 'MFA')?.state).toBe('DISABLED');
    expect(rows).toHaveLength(6);
  });

  it('supposes a setting that was not reported', () => {
    expect(change(facts({ settings: [] }), MFA).settings).toMatchObject([
      { setting: 'MFA', state: 'ENFORCED' },
    ]);
  });

  it.each([
    [null, 90],
    [365, 90],
    [30, 30],
  ])('supposes rotation that was every %s days every %d', (rotationDays, supposed) => {
    const rotation = { setting: { setting: 'API_KEY_ROTATION', state: 'ENABLED' } } as const;
    const rows = [setting('API_KEY_ROTATION', { rotationDays })];
    expect(change(facts({ settings: rows }), rotation).settings).toMatchObject([{ rotationDays: supposed }]);
    const off = { setting: { setting: 'API_KEY_ROTATION', state: 'DISABLED' } } as const;
    expect(change(facts({ settings: rows }), off).settings).toMatchObject([{ rotationDays: null }]);
  });

  it('supposes a healthy integration to be accepted and out of error', () => {
    const bad = integration({
      id: integrationId(1),
      healthStatus: 'DOWN',
      status: 'ERROR',
      authenticationFailedAt: daysBefore(1),
    });
    const to = (healthStatus: 'HEALTHY' | 'DEGRADED' | 'UNKNOWN') =>
      change(facts({ integrations: [bad] }), { integration: { id: bad.id, healthStatus } }).integrations?.[0];
    expect(to('HEALTHY')).toMatchObject({
      status: 'ACTIVE',
      authenticationFailedAt: null,
      healthReason: null,
    });
    expect(to('DEGRADED')).toMatchObject({ status: 'ERROR', authenticationFailedAt: null });
    expect(to('UNKNOWN')).toMatchObject({ authenticationFailedAt: bad.authenticationFailedAt });
  });

  const off = integration({ id: integrationId(2), name: 'Old', status: 'INACTIVE' });
  const one = facts({ integrations: [integration({ id: integrationId(1) }), off] });
  it.each<[string, Change[], string]>([
    ['nothing', [], 'Give at least one change.'],
    ['an empty change', [{}], 'Give exactly one of setting, integration and quota in each change.'],
    [
      'two in one',
      [{ ...MFA, quota: { resource: 'STORAGE', period: 'NONE', limit: 1 } }],
      'Give exactly one of',
    ],
    ['nulls', [{ setting: null, integration: null, quota: null }], 'Give exactly one of'],
    [
      'a state of another setting',
      [{ setting: { setting: 'MFA', state: 'ENABLED' } }],
      'ENABLED is no state of MFA; accepted are ENFORCED, OPTIONAL, DISABLED, UNKNOWN.',
    ],
    [
      'no setting',
      [{ setting: { setting: 'TLS' as 'MFA', state: 'ENABLED' } }],
      'TLS is no setting; accepted are SSO, MFA,',
    ],
    [
      'no health',
      [{ integration: { id: integrationId(1), healthStatus: 'FINE' as 'DOWN' } }],
      'FINE is no health; accepted are HEALTHY, DEGRADED, DOWN, UNKNOWN.',
    ],
    [
      "nobody's integration",
      [{ integration: { id: 'x', healthStatus: 'DOWN' } }],
      `The customer has no integration x; accepted are ${integrationId(1)} (Salesforce).`,
    ],
    [
      'a switched off one',
      [{ integration: { id: off.id, healthStatus: 'HEALTHY' } }],
      'Old is switched off, so its health counts in no score; accepted are',
    ],
    [
      "nobody's quota",
      [{ quota: { resource: 'STORAGE', period: 'NONE', limit: 1 } }],
      'The customer has no quota STORAGE/NONE; accepted are API_CALLS/DAY.',
    ],
    [
      'a limit of 0',
      [{ quota: { resource: 'API_CALLS', period: 'DAY', limit: 0 } }],
      'A limit has to be a number above 0, not 0.',
    ],
    ['no limit', [{ quota: { resource: 'API_CALLS', period: 'DAY', limit: Number.NaN } }], 'not NaN'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => change(one, ...changes)).toThrow(message);
    expect(() => change(one, ...changes)).toThrow(
      expect.objectContaining({ name: 'WhatIfError', reason: 'INVALID' }),
    );
  });

  it.each<[string, Change]>([
    ['settings', MFA],
    ['integrations', { integration: { id: 'x', healthStatus: 'DOWN' } }],
    ['quotas', { quota: { resource: 'STORAGE', period: 'NONE', limit: 1 } }],
  ])('says when the %s could not be read', (section, changes) => {
    const error = expect.objectContaining({
      reason: 'UNAVAILABLE',
      message: expect.stringContaining(`${section} could not be read`),
    });
    expect(() => change(unreadableFacts(), changes)).toThrow(error);
    expect(new WhatIfError('any').reason).toBe('INVALID');
  });

  it('says when there is nothing to choose from', () => {
    const none = facts({ integrations: [], quotas: [] });
    expect(() => change(none, { integration: { id: 'x', healthStatus: 'DOWN' } })).toThrow(
      'there are none to suppose',
    );
    expect(() => change(none, { quota: { resource: 'STORAGE', period: 'NONE', limit: 1 } })).toThrow(
      '; there are none.',
    );
  });
});

describe('whatIf of any facts', () => {
  // Changes made by hand, row by row, and not by the code under test.
  const changes = fc.record({
    health: fc.constantFrom('HEALTHY', 'DEGRADED', 'DOWN', 'UNKNOWN'),
    settingName: fc.constantFrom(...SETTING_NAMES),
    state: fc.nat(3),
    limit: fc.integer({ min: 1, max: 3_000_000 }),
    at: fc.nat(5),
  });

  it('is the recomputation on changed data', () => {
    fc.assert(
      fc.property(factsArbitrary, changes, (all, { health, settingName, state, limit, at }) => {
        const made: Change[] = [];
        let changed = all;
        const target = all.integrations?.[at];
        if (all.integrations && target && target.status !== 'INACTIVE' && target.healthStatus !== health) {
          made.push({ integration: { id: target.id, healthStatus: health } });
          const works = health === 'HEALTHY' || health === 'DEGRADED';
          const row = {
            ...target,
            healthStatus: health,
            status: health === 'HEALTHY' ? ('ACTIVE' as const) : target.status,
            authenticationFailedAt: works ? null : target.authenticationFailedAt,
          };
          changed = { ...changed, integrations: all.integrations.map((one) => (one === target ? row : one)) };
        }
        const states = SETTING_STATES[settingName];
        const newState = states[state % states.length] ?? 'UNKNOWN';
        if (all.settings) {
          made.push({ setting: { setting: settingName, state: newState } });
          const old = all.settings.find((one) => one.setting === settingName)?.rotationDays ?? 90;
          const rotates = settingName === 'API_KEY_ROTATION' && newState === 'ENABLED';
          const row = setting(settingName, {
            state: newState,
            rotationDays: rotates ? Math.min(old, 90) : null,
          });
          changed = {
            ...changed,
            settings: [row, ...all.settings.filter((one) => one.setting !== settingName)],
          };
        }
        if (all.quotas) {
          made.push({ quota: { resource: 'API_CALLS', period: 'DAY', limit } });
          changed = {
            ...changed,
            quotas: all.quotas.map((one) => (one.resource === 'API_CALLS' ? { ...one, limit } : one)),
          };
        }
        if (made.length === 0) return;

        // What would be stored once the change has been looked at long enough.
        const evaluation = evaluateRules(changed, RULES, NOW);
        const { upserts } = reconcileIssues(all.issues ?? [], evaluation, NOW, { holdMs: 0 });
        const written = new Map(upserts.map((one) => [one.id, one]));
        const issues = [...(all.issues ?? []).filter(({ id }) => !written.has(id)), ...upserts];
        const expected = scoreHealth({ ...changed, issues }, POLICY, NOW);
        const before = scoreHealth(all, POLICY, NOW);

        const result = suppose(all, ...made);
        expect([result.score, result.band]).toEqual([expected.score, expected.band]);
        expect(result.components.map((one) => one.exactScore)).toEqual(
          expected.components.map((one) => one.exactScore),
        );
        if (before.exactScore === null || expected.exactScore === null) expect(result.gained).toBeNull();
        else expect(result.gained).toBeCloseTo(expected.exactScore - before.exactScore, 6);
      }),
      { numRuns: CASES },
    );
  });

  it('gains nothing by supposing what is so', () => {
    fc.assert(
      fc.property(factsArbitrary, (all) => {
        const same: Change[] = [
          ...(all.integrations ?? [])
            .filter(({ status }) => status !== 'INACTIVE')
            .map(({ id, healthStatus }) => ({ integration: { id, healthStatus } })),
          ...(all.settings ?? [])
            .filter((one) => one.setting !== 'API_KEY_ROTATION')
            .map(({ setting: name, state }) => ({ setting: { setting: name, state } })),
        ];
        if (same.length === 0) return;
        expect(suppose(all, ...same).gained ?? 0).toBe(0);
      }),
      { numRuns: CASES },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Evaluation,
  evaluateRules,
  type Found,
  newIssue,
  reconcileIssues,
  type SubjectState,
} from '../../../src/environment/health/issues.ts';
import type { IssueStatus, TechnicalIssue } from '../../../src/environment/health/model.ts';
import { RULES } from '../../../src/environment/health/rules/index.ts';
import { ACME_WEBHOOK_ID, acmeFacts } from '../../support/acme.ts';
import { factsArbitrary } from '../../support/arbitraries.ts';
import { CUSTOMER_ID, facts, integration, integrationId, NOW, quota } from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';

const MINUTE = 60_000;
const later = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE);
const found = (over: Partial<Found> = {}): Found => ({
  ruleId: 'rule',
  subjectId: 'subject',
  integrationId: null,
  title: 'Title',
  description: 'Description.',
  severity: 'MEDIUM',
  suggestedAction: null,
  ...over,
});
const opened = (over: Partial<TechnicalIssue> = {}): TechnicalIssue => ({
  ...newIssue(CUSTOMER_ID, found(), NOW),
  ...over,
});
const saw = (...all: Found[]): Evaluation => ({
  customerId: CUSTOMER_ID,
  found: all,
  subjectStates: new Map(),
});
const sawNothing = (state?: SubjectState): Evaluation => ({
  customerId: CUSTOMER_ID,
  found: [],
  subjectStates: new Map(state === undefined ? [] : [[opened().id, state]]),
});

describe('an issue that is found', () => {
  it('is opened once and written again only every 10 minutes', () => {
    const first = reconcileIssues([], saw(found()), NOW);
    expect(first.opened).toHaveLength(1);
    expect(first.upserts).toEqual(first.opened);
    expect(reconcileIssues(first.upserts, saw(found()), later(9.9)).upserts).toEqual([]);
    const touched = reconcileIssues(first.upserts, saw(found({ description: 'New figures.' })), later(10));
    expect(touched.upserts).toEqual([
      {
        ...first.opened[0],
        description: 'New figures.',
        lastDetectedAt: later(10).toISOString(),
        updatedAt: later(10).toISOString(),
      },
    ]);
    expect(touched).toMatchObject({ opened: [], reopened: [], resolved: [] });
  });

  it('is written at once where more than its figures changed', () => {
    const write = (over: Partial<Found>) => reconcileIssues([opened()], saw(found(over)), later(1)).upserts;
    expect(write({ description: 'New figures.' })).toEqual([]);
    expect(write({ severity: 'HIGH' })).toMatchObject([{ severity: 'HIGH', status: 'OPEN' }]);
    expect(write({ title: 'Other' })).toHaveLength(1);
    expect(write({ integrationId: integrationId(1) })).toHaveLength(1);
  });

  it.each(['INVESTIGATING', 'MONITORING', 'ACKNOWLEDGED'] as const)('stays %s, with its owner', (status) => {
    const { upserts } = reconcileIssues(
      [opened({ status, owner: 'Priya' })],
      saw(found({ severity: 'HIGH' })),
      later(20),
    );
    expect(upserts).toMatchObject([{ status, owner: 'Priya', severity: 'HIGH' }]);
  });

  it('keeps the row that is stored, whatever its id', () => {
    const stored = opened({ id: 'given by somebody else' });
    expect(reconcileIssues([stored], saw(found()), later(20)).upserts.map(({ id }) => id)).toEqual([
      stored.id,
    ]);
  });

  it('is not detected earlier than before when a clock is set back', () => {
    const { upserts } = reconcileIssues([opened()], saw(found({ severity: 'LOW' })), later(-60));
    expect(upserts[0]?.lastDetectedAt).toBe(NOW.toISOString());
  });
});

describe('a resolved issue that returns', () => {
  it('is the same row, open again, first detected when it was', () => {
    const resolved = opened({ status: 'RESOLVED', resolvedAt: later(40).toISOString(), owner: 'Priya' });
    const { upserts, reopened, opened: fresh } = reconcileIssues([resolved], saw(found()), later(300));
    expect(fresh).toEqual([]);
    expect(upserts).toEqual(reopened);
    expect(reopened).toMatchObject([
      {
        id: resolved.id,
        status: 'OPEN',
        resolvedAt: null,
        firstDetectedAt: NOW.toISOString(),
        lastDetectedAt: later(300).toISOString(),
      },
    ]);
  });
});

describe('a snoozed issue', () => {
  const snoozed = (until: string | null) => opened({ status: 'SNOOZED', snoozedUntil: until });

  it('sleeps until its time is over, then opens if it is still found', () => {
    const issue = snoozed(later(60).toISOString());
    expect(reconcileIssues([issue], saw(found()), later(59)).upserts).toMatchObject([{ status: 'SNOOZED' }]);
    const { reopened } = reconcileIssues([issue], saw(found()), later(60));
    expect(reopened).toMatchObject([{ status: 'OPEN', snoozedUntil: null }]);
  });

  it('sleeps on without an end, also where the row has no such field yet', () => {
    const { snoozedUntil, ...without } = snoozed(null);
    expect(snoozedUntil).toBeNull();
    for (const issue of [snoozed(null), without as TechnicalIssue]) {
      expect(reconcileIssues([issue], saw(found()), later(99_999)).reopened).toEqual([]);
    }
  });

  it('wakes when it gets worse', () => {
    expect(
      reconcileIssues([snoozed(null)], saw(found({ severity: 'HIGH' })), later(1)).reopened,
    ).toHaveLength(1);
    expect(reconcileIssues([snoozed(null)], saw(found({ severity: 'LOW' })), later(1)).reopened).toEqual([]);
  });

  it('resolves like any other', () => {
    expect(
      reconcileIssues([snoozed(later(999).toISOString())], sawNothing('PRESENT'), later(30)).resolved,
    ).toMatchObject([{ status: 'RESOLVED', snoozedUntil: null }]);
  });
});

describe('an issue that is not found', () => {
  it.each<[SubjectState | undefined, number, number]>([
    ['PRESENT', 29.9, 0],
    ['PRESENT', 30, 1],
    ['GONE', 0, 1],
    ['UNKNOWN', 99_999, 0],
    [undefined, 99_999, 0],
  ])('whose subject is %s resolves after %d minutes: %d', (state, minutes, count) => {
    const { resolved, upserts } = reconcileIssues([opened()], sawNothing(state), later(minutes));
    expect(resolved).toHaveLength(count);
    expect(upserts).toEqual(resolved);
    if (count)
      expect(resolved[0]).toMatchObject({ status: 'RESOLVED', resolvedAt: later(minutes).toISOString() });
  });

  it.each<IssueStatus>(['OPEN', 'INVESTIGATING', 'MONITORING', 'ACKNOWLEDGED', 'SNOOZED'])(
    'resolves from %s',
    (status) => {
      expect(reconcileIssues([opened({ status })], sawNothing('PRESENT'), later(31)).resolved).toHaveLength(
        1,
      );
    },
  );

  it('resolves once', () => {
    const { resolved } = reconcileIssues([opened()], sawNothing('PRESENT'), later(31));
    expect(reconcileIssues(resolved, sawNothing('PRESENT'), later(99)).upserts).toEqual([]);
  });

  it('takes other patience', () => {
    expect(
      reconcileIssues([opened()], sawNothing('PRESENT'), later(1), { holdMs: MINUTE }).resolved,
    ).toHaveLength(1);
    expect(reconcileIssues([opened()], saw(found()), later(1), { touchMs: MINUTE }).upserts).toHaveLength(1);
  });
});

describe('with the real rules', () => {
  const look = (all: Parameters<typeof evaluateRules>[0], now: Date) =>
    reconcileIssues(all.issues ?? [], evaluateRules(all, RULES, now), now);

  it('leaves what people set at Acme', () => {
    const { opened: fresh, resolved, upserts } = look(acmeFacts(), later(20));
    expect([fresh, resolved]).toEqual([[], []]);
    expect(upserts.map(({ title, status, severity }) => [title, status, severity])).toEqual([
      ['Webhook delivery failures', 'INVESTIGATING', 'MEDIUM'],
      ['API usage approaching limit', 'MONITORING', 'LOW'],
    ]);
  });

  it('resolves the issue of a deleted integration, and none of a section that could not be read', () => {
    const acme = acmeFacts();
    const without = acme.integrations?.filter(({ id }) => id !== ACME_WEBHOOK_ID) ?? null;
    expect(look({ ...acme, integrations: without }, later(1)).resolved).toMatchObject([
      { ruleId: 'webhook-delivery-failures' },
    ]);
    expect(look({ ...acme, integrations: null, quotas: null }, later(99_999)).upserts).toEqual([]);
  });

  it('keeps an integration that falls silent in the state it was in', () => {
    const down = facts({ integrations: [integration({ id: integrationId(1), healthStatus: 'DOWN' })] });
    const issues = look(down, NOW).upserts;
    const silent = facts({
      issues,
      integrations: [integration({ id: integrationId(1), healthStatus: 'UNKNOWN' })],
    });
    expect(look(silent, later(999)).resolved).toEqual([]);
    expect(look(silent, later(999)).opened).toMatchObject([{ ruleId: 'telemetry-missing' }]);
  });

  it('opens one issue of use that wavers around 80 % for a day', () => {
    let issues: readonly TechnicalIssue[] = [];
    const transitions: string[] = [];
    for (let minute = 0; minute < 24 * 60; minute += 5) {
      const used = minute % 10 === 0 ? 810_000 : 780_000;
      const {
        upserts,
        opened: fresh,
        reopened,
        resolved,
      } = look(facts({ issues, quotas: [quota({ used })] }), later(minute));
      const changed = new Map(upserts.map((issue) => [issue.id, issue]));
      issues = [...issues.filter(({ id }) => !changed.has(id)), ...upserts];
      transitions.push(
        ...fresh.map(() => 'opened'),
        ...reopened.map(() => 'reopened'),
        ...resolved.map(() => 'resolved'),
      );
    }
    expect(transitions).toEqual(['opened']);
  });

  it('writes nothing at the second look, whatever the facts', () => {
    fc.assert(
      fc.property(factsArbitrary, fc.integer({ min: 0, max: 9 }), (all, minutes) => {
        const start = { ...all, issues: [] };
        const first = look(start, NOW);
        expect(new Set(first.upserts.map(({ id }) => id)).size).toBe(first.upserts.length);
        const second = look({ ...all, issues: first.upserts }, later(minutes));
        expect(second.upserts).toEqual([]);
      }),
      { numRuns: CASES },
    );
  });

  it('gives the same ids whatever the order of the rows', () => {
    fc.assert(
      fc.property(factsArbitrary, (all) => {
        const reversed = {
          ...all,
          issues: [],
          integrations: all.integrations?.toReversed() ?? null,
          settings: all.settings?.toReversed() ?? null,
        };
        const ids = (one: typeof all) =>
          look(one, NOW)
            .opened.map(({ id }) => id)
            .sort();
        expect(ids(reversed)).toEqual(ids({ ...all, issues: [] }));
      }),
      { numRuns: CASES },
    );
  });
});

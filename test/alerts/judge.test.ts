import { describe, expect, test } from 'vitest';
import type { AlertFacts } from '../../src/alerts/facts.ts';
import { type AlertWrite, judgeAlerts, type RuleOverride } from '../../src/alerts/judge.ts';
import { ALERT_RULES } from '../../src/alerts/rules/index.ts';
import type { AlertRule } from '../../src/alerts/rules/rule.ts';
import type { Alert } from '../../src/environment/alerts/model.ts';
import { CUSTOMER_ID, daysBefore, integration, NOW, quota } from '../support/builders.ts';
import { alertFacts, INTEGRATION_ID, unreadable } from './rules/support.ts';

const HOUR = 3_600_000;
const later = (ms: number) => new Date(NOW.getTime() + ms);

const down = (healthSince: string) =>
  alertFacts({ integrations: [integration({ id: INTEGRATION_ID, healthStatus: 'DOWN', healthSince })] });
const used = (ratio: number) => alertFacts({ quotas: [quota({ used: ratio * 1_000_000 })] });

/** The alert that a write leaves in the database. */
function stored(write: AlertWrite | undefined): Alert {
  if (!write) throw new Error('Nothing was written.');
  const { isNews: _, version, ...rest } = write;
  return {
    ...rest,
    id: write.id ?? '44444444-4444-4444-8444-444444444444',
    episode: 1,
    acknowledgedAt: null,
    acknowledgedBy: null,
    version: version + 1,
    updatedAt: NOW.toISOString(),
  };
}

function judge(
  facts: AlertFacts,
  open: Alert[] = [],
  now = NOW,
  rules = ALERT_RULES,
  overrides: RuleOverride[] = [],
) {
  return judgeAlerts(facts, open, overrides, rules, now);
}

const override = (ruleId: string, over: Partial<RuleOverride>): RuleOverride => ({
  customerId: CUSTOMER_ID,
  ruleId,
  threshold: null,
  forSeconds: null,
  enabled: true,
  ...over,
});

describe('What is written', () => {
  test('nothing, of a customer with nothing wrong', () => {
    expect(judge(alertFacts()).writes).toEqual([]);
  });

  test('an alert that waits is stored without being news; when it fires it is', () => {
    const [pending] = judge(down(daysBefore(0))).writes;
    expect(pending).toMatchObject({
      id: null,
      state: 'PENDING',
      firedAt: null,
      isNews: false,
      severity: 'HIGH',
    });
    const [firing] = judge(down(daysBefore(0)), [stored(pending)], later(HOUR + 1)).writes;
    expect(firing).toMatchObject({
      state: 'FIRING',
      firedAt: later(HOUR + 1).toISOString(),
      isNews: true,
      version: 1,
    });
  });

  test('nothing, while it stands as it is', () => {
    const [firing] = judge(used(0.95)).writes;
    expect(judge(used(0.95), [stored(firing)], later(HOUR)).writes).toEqual([]);
  });

  test('new figures after ten minutes, and sooner only what matters', () => {
    const [firing] = judge(used(0.95)).writes;
    expect(judge(used(0.96), [stored(firing)], later(60_000)).writes).toEqual([]);
    expect(judge(used(0.96), [stored(firing)], later(600_000)).writes).toMatchObject([
      { description: expect.stringContaining('96%'), isNews: false },
    ]);
  });

  test('worse is news at once, and better is not taken back', () => {
    const [firing] = judge(used(0.95)).writes;
    const [worse] = judge(used(1.01), [stored(firing)], later(60_000)).writes;
    expect(worse).toMatchObject({
      state: 'FIRING',
      severity: 'HIGH',
      title: 'API usage over limit',
      isNews: true,
    });
    expect(judge(used(0.95), [stored(worse)], later(120_000)).writes).toEqual([]);
  });

  test('what gets worse before it fires, fires as what it is by then', () => {
    const patient = [override('api-usage-high', { forSeconds: 60 })];
    const [pending] = judge(used(0.95), [], NOW, ALERT_RULES, patient).writes;
    expect(pending).toMatchObject({ state: 'PENDING', severity: 'MEDIUM' });
    expect(judge(used(1.01), [stored(pending)], later(61_000), ALERT_RULES, patient).writes).toMatchObject([
      { state: 'FIRING', severity: 'HIGH' },
    ]);
  });

  test('what the counter of a period that is over comes to is no worse', () => {
    const [firing] = judge(used(0.95)).writes;
    const past = alertFacts({ quotas: [quota({ used: 1_010_000, resetsAt: NOW.toISOString() })] });
    expect(judge(past, [stored(firing)], later(60_000)).writes).toMatchObject([
      { state: 'NO_DATA', severity: 'MEDIUM', isNews: false },
    ]);
  });

  test('over is news, and says last what was wrong', () => {
    const [firing] = judge(used(0.95)).writes;
    const [recovering] = judge(used(0.5), [stored(firing)], later(60_000)).writes;
    expect(recovering).toMatchObject({ state: 'RECOVERING', isNews: false });
    const [resolved] = judge(used(0.5), [stored(recovering)], later(60_000 + 300_000)).writes;
    expect(resolved).toMatchObject({
      state: 'RESOLVED',
      isNews: true,
      description: expect.stringContaining('95%'),
    });
  });
});

describe('What is missing', () => {
  test('a subject that is gone ends its alert', () => {
    const [firing] = judge(down(daysBefore(1))).writes;
    const gone = judge(alertFacts({ integrations: [], signals: [] }), [stored(firing)]);
    expect(gone.writes).toMatchObject([{ state: 'RESOLVED', isNews: true }]);
  });

  test('facts that could not be read, or a rule that breaks, leave alerts in ERROR and never resolved', () => {
    const [firing] = judge(down(daysBefore(1))).writes;
    expect(judge(unreadable(), [stored(firing)]).writes).toMatchObject([{ state: 'ERROR', isNews: false }]);
    const broken: AlertRule = {
      ...(ALERT_RULES[0] as AlertRule),
      observe() {
        throw new Error('broken');
      },
    };
    const { writes, failures } = judge(alertFacts(), [stored(firing)], NOW, [broken]);
    expect(writes).toMatchObject([{ state: 'ERROR' }]);
    expect(failures).toEqual([{ ruleId: 'integration-down', error: new Error('broken') }]);
  });

  test('a source that is silent leaves them in NO_DATA, with the last that was known', () => {
    const [firing] = judge(used(0.95)).writes;
    const stale = alertFacts({ quotas: [quota({ used: 1, resetsAt: daysBefore(1) })] });
    expect(judge(stale, [stored(firing)]).writes).toMatchObject([
      { state: 'NO_DATA', isNews: false, description: expect.stringContaining('95%') },
    ]);
  });

  test('a rule that no longer exists ends its alerts', () => {
    const [firing] = judge(used(0.95)).writes;
    expect(judge(alertFacts(), [stored(firing)], NOW, []).writes).toMatchObject([{ state: 'RESOLVED' }]);
  });
});

describe('What a customer has changed of a rule', () => {
  test('its threshold and its hold', () => {
    expect(
      judge(used(0.95), [], NOW, ALERT_RULES, [override('api-usage-high', { threshold: 0.97 })]).writes,
    ).toEqual([]);
    const patient = [override('integration-down', { forSeconds: 7_200 })];
    expect(judge(down(daysBefore(1.5 / 24)), [], NOW, ALERT_RULES, patient).writes).toMatchObject([
      { state: 'PENDING' },
    ]);
    expect(judge(down(daysBefore(2.1 / 24)), [], NOW, ALERT_RULES, patient).writes).toMatchObject([
      { state: 'FIRING' },
    ]);
  });

  test('one that is switched off finds nothing, and what it found is over', () => {
    const off = [override('api-usage-high', { enabled: false })];
    const [firing] = judge(used(0.95)).writes;
    expect(judge(used(0.95), [], NOW, ALERT_RULES, off).writes).toEqual([]);
    expect(judge(used(0.95), [stored(firing)], NOW, ALERT_RULES, off).writes).toMatchObject([
      { state: 'RESOLVED' },
    ]);
  });
});

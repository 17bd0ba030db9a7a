import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestService } from '../../support/service.ts';
import { EVERYTHING, startDemo } from './demo.ts';

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test asserts
type Environment = any;
type Count = { id: string; integrations: number; connected: number } & Record<
  (typeof TABLES)[number],
  number
>;

const TABLES = [
  'api_usage_daily',
  'api_quotas',
  'security_settings',
  'compliance_items',
  'deployments',
  'technologies',
  'technical_contacts',
  'technical_issues',
  'pending_integrations',
] as const;

let service: TestService;
const environments = new Map<string, Environment>();
let counts: Count[];

beforeAll(async () => {
  service = await startDemo();
  const counted = TABLES.map(
    (table) => `(select count(*) from ${table} where customer_id = c.id) as ${table}`,
  );
  counts = await service.db.any(
    `select id, ${counted.join(', ')}, (select count(*) from integrations where customer_id = c.id) as integrations,
       (select count(*) from integrations where customer_id = c.id and status <> 'INACTIVE') as connected
     from customers c`,
  );
  for (let after: string | null = null; ; ) {
    const { data, errors } = await service.ask(
      `query ($after: String) { technicalEnvironments(first: 25, after: $after) {
        pageInfo { hasNextPage endCursor } edges { node { ...everything } }
      } } ${EVERYTHING}`,
      { after },
    );
    expect(errors).toBeUndefined();
    const { edges, pageInfo } = data.technicalEnvironments;
    for (const { node } of edges) environments.set(node.customerId, node);
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
}, 60_000);
afterAll(() => service.stop());

/** Checks each customer that a condition picks; there have to be some, or nothing was tested. */
function each(picks: (count: Count) => boolean, check: (environment: Environment, count: Count) => void) {
  const picked = counts.filter(picks);
  expect(picked.length).toBeGreaterThan(0);
  for (const count of picked) check(environments.get(count.id), count);
}
const everyone = () => true;
const within = (value: number | null, from: number, to: number) => {
  if (value !== null) expect(value >= from && value <= to, `${value} in ${from}–${to}`).toBe(true);
};

test('everything of all 201 customers comes without an error', () => {
  expect(counts).toHaveLength(201);
  expect([...environments.keys()].sort()).toEqual(counts.map(({ id }) => id).sort());
  expect(service.logged()).not.toMatch(/"level":[56]0/);
});

describe('figures are possible', () => {
  test('scores lie within 0–100, and shares of them within 0–1', () => {
    each(everyone, (environment) => {
      const { health, integrationHealth, apiHealth, security, technicalHealthScore } = environment;
      const scores = [health.score, integrationHealth.score, apiHealth.score, security.score];
      for (const score of [...scores, technicalHealthScore]) within(score, 0, 100);
      for (const { points, maxPoints } of security.settings) within(points, 0, maxPoints);
      within(health.coverage, 0, 1);
      for (const { scoreGain } of environment.recommendations) within(scoreGain, 0, 100);
      for (const { confidence } of environment.techStack.technologies) within(confidence, 0, 1);
      for (const { metrics } of environment.integrations) {
        within(metrics.successRate, 0, 1);
        within(metrics.failures, 0, metrics.runs);
        within(metrics.uptime, 0, 1);
      }
    });
  });

  test('the same score is the same wherever it is shown', () => {
    each(everyone, ({ technicalHealthScore, health, integrationHealth, apiHealth, security }) => {
      expect(technicalHealthScore).toBe(health.score);
      const scores = health.components.map(({ score }: { score: number | null }) => score);
      expect(scores).toEqual([integrationHealth.score, apiHealth.score, security.score]);
      expect(health.score === null).toBe(health.coverage < 0.6);
      expect(health.band === null).toBe(health.score === null);
      if (health.cappedBy) expect(health.score).toBeLessThanOrEqual(74);
    });
  });

  test('what factors cost adds up to what is missing from the score', () => {
    each(everyone, ({ health }) => {
      if (health.score === null || health.cappedBy) return;
      const factors = health.components.flatMap(({ factors }: Environment) => factors);
      const lost = factors.reduce((sum: number, { pointsLost }: Environment) => sum + (pointsLost ?? 0), 0);
      expect(Math.abs(100 - lost - health.score)).toBeLessThanOrEqual(0.5 + 1e-6);
    });
  });

  test('integrations add up, and endpoints share all calls', () => {
    each(everyone, ({ integrations, integrationHealth, apiUsage }, count) => {
      const { connected, healthy, degraded, down, unknown, inactive } = integrationHealth;
      expect([integrations.length, connected]).toEqual([count.integrations, count.connected]);
      expect([healthy + degraded + down + unknown, connected + inactive]).toEqual([
        connected,
        count.integrations,
      ]);
      if (apiUsage.topEndpoints.length === 0) return;
      const whole = apiUsage.topEndpoints.reduce((sum: number, { share }: Environment) => sum + share, 0);
      expect(whole).toBeCloseTo(1, 9);
    });
  });

  test('an integration that is healthy has no reason, one that is not has', () => {
    each(everyone, ({ integrations }) => {
      for (const { healthStatus, healthReason, status, name } of integrations) {
        if (status === 'INACTIVE') continue;
        expect(healthReason === null, `${name} ${healthStatus}: ${healthReason}`).toBe(
          healthStatus === 'HEALTHY',
        );
      }
    });
  });
});

describe('what is not known is null, and never 0', () => {
  test('use of the API', () => {
    each(
      (count) => count.api_usage_daily === 0,
      ({ apiUsage, apiHealth }) => {
        const { quotas, topEndpoints, daily, ...figures } = apiUsage;
        expect(Object.values(figures).filter((value) => value !== null)).toEqual([]);
        expect([topEndpoints, daily]).toEqual([[], []]);
        for (const { metric, value, passed } of apiHealth.checks) {
          if (metric !== 'QUOTA') expect([value, passed]).toEqual([null, null]);
        }
        for (const { forecast } of quotas) {
          if (forecast) expect(forecast).toMatchObject({ probabilityInPeriod: null, basisDays: null });
          if (forecast) expect(forecast.unavailableReason).toContain('0 of the last');
        }
      },
    );
  });

  test('no calls at all are 0 calls, but no rate', async () => {
    const ids = await service.db.map(
      'select customer_id as id from api_usage_daily group by 1 having sum(calls) = 0',
      [],
      ({ id }) => id,
    );
    each(
      ({ id }) => ids.includes(id),
      ({ apiUsage }) =>
        expect(apiUsage).toMatchObject({
          totalCalls: 0,
          callsPerDay: 0,
          errorRate: null,
          averageResponseMs: null,
        }),
    );
  });

  test('scores of parts', () => {
    each(
      ({ connected }) => connected === 0,
      ({ integrationHealth }) => expect(integrationHealth.score).toBeNull(),
    );
    each(
      ({ security_settings }) => security_settings === 0,
      ({ security }) => {
        expect(security.score).toBeNull();
        for (const { state, points } of security.settings) expect([state, points]).toEqual(['UNKNOWN', null]);
      },
    );
    each(
      ({ api_usage_daily, api_quotas }) => api_usage_daily + api_quotas === 0,
      ({ apiHealth }) => expect(apiHealth).toMatchObject({ score: null, status: 'UNKNOWN' }),
    );
  });

  test('deployment, and where the data is', () => {
    each(
      ({ deployments }) => deployments === 0,
      ({ deployment, dataResidency }) => expect([deployment, dataResidency]).toEqual([null, null]),
    );
  });

  test('anything of a customer of whom only the name is known', () => {
    each(
      (count) => TABLES.every((table) => count[table] === 0) && count.integrations === 0,
      (environment) => {
        expect(environment).toMatchObject({
          technicalHealthScore: null,
          health: { score: null, band: null, coverage: 0, cappedBy: null },
          integrations: [],
          contacts: [],
          issues: [],
          techStack: { technologies: [], opportunities: [] },
          complianceStatus: { items: [], residencyConflicts: [] },
        });
        const parts = environment.health.components.map(({ score, status }: Environment) => [score, status]);
        expect(parts).toEqual([
          [null, 'UNKNOWN'],
          [null, 'UNKNOWN'],
          [null, 'UNKNOWN'],
        ]);
      },
    );
  });

  test('and freshness says of each section whether there is anything', () => {
    const tables = {
      PENDING_INTEGRATIONS: 'pending_integrations',
      USAGE: 'api_usage_daily',
      QUOTAS: 'api_quotas',
      SECURITY: 'security_settings',
      COMPLIANCE: 'compliance_items',
      DEPLOYMENT: 'deployments',
      TECH_STACK: 'technologies',
      CONTACTS: 'technical_contacts',
      ISSUES: 'technical_issues',
      INTEGRATIONS: 'integrations',
    } as const;
    each(everyone, ({ freshness }, count) => {
      expect(freshness.map(({ section }: Environment) => section).sort()).toEqual(Object.keys(tables).sort());
      for (const { section, status, updatedAt } of freshness as Environment[]) {
        const none = count[tables[section as keyof typeof tables]] === 0;
        expect([section, status, updatedAt === null]).toEqual([section, none ? 'UNKNOWN' : 'FRESH', none]);
      }
    });
  });
});

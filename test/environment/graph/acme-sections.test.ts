import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestService } from '../../support/service.ts';
import { ACME, environmentOf, startDemo } from './demo.ts';

let service: TestService;
beforeAll(async () => {
  service = await startDemo();
});
afterAll(() => service.stop());

const acme = (selection: string) => environmentOf(service, ACME, selection);

const values = (rows: object[]) => rows.map((row) => Object.values(row));

test('use of the API over 30 days', async () => {
  const { apiUsage } = await acme(`apiUsage {
    totalCalls callsPerDay errorRate averageResponseMs rateLimitHits endpointsUsed daily { day calls errors }
  }`);
  const { daily, ...figures } = apiUsage;
  expect(figures).toEqual({
    totalCalls: 25_500_000,
    callsPerDay: 850_000,
    errorRate: 0.003,
    averageResponseMs: 145,
    rateLimitHits: 23,
    endpointsUsed: 8,
  });
  const sum = (key: string) =>
    daily.reduce((total: number, day: Record<string, number>) => total + (day[key] ?? 0), 0);
  expect([daily.length, sum('calls'), sum('errors')]).toEqual([30, 25_500_000, 76_500]);
});

test('the busiest endpoints, whose shares add up to 1 however many are named', async () => {
  const { apiUsage } = await acme(`apiUsage {
    topEndpoints { endpoint callsPerDay share } one: topEndpoints(first: 1) { endpoint share }
    all: topEndpoints(first: 100) { endpoint share }
  }`);
  const shown = apiUsage.topEndpoints.map(({ share, ...rest }: { share: number }) => [
    ...Object.values(rest),
    Math.round(100 * share),
  ]);
  expect(shown).toEqual([
    ['/api/v2/data', 450_000, 53],
    ['/api/v2/reports', 200_000, 24],
    ['/api/v2/users', 100_000, 12],
    ['/api/v2/events', 80_000, 9],
    ['Other', 20_000, 2],
  ]);
  expect(apiUsage.one).toEqual([{ endpoint: 'Other', share: 1 }]);
  expect(apiUsage.all).toHaveLength(8);
  for (const list of [apiUsage.topEndpoints, apiUsage.all]) {
    const whole = list.reduce((sum: number, { share }: { share: number }) => sum + share, 0);
    expect(whole).toBeCloseTo(1, 9);
  }
});

test('quotas: calls near their limit, the others far from it', async () => {
  const { apiUsage } = await acme(`apiUsage {
    quotas { resource period used limit unit usedRatio status resetsAt forecast { method } }
  }`);
  const rows = apiUsage.quotas.map(({ resetsAt, forecast, usedRatio, ...rest }: Record<string, unknown>) => [
    ...Object.values(rest),
    Number(usedRatio).toFixed(2),
    resetsAt !== null,
    forecast !== null,
  ]);
  expect(rows).toEqual([
    ['API_CALLS', 'DAY', 850_000, 1_000_000, 'calls', 'WARNING', '0.85', true, true],
    ['RATE_LIMIT', 'SECOND', 100, 150, 'calls/s', 'OK', '0.67', false, false],
    ['STORAGE', 'NONE', 42, 100, 'GB', 'OK', '0.42', false, false],
    ['WEBHOOKS', 'NONE', 5, 10, 'webhooks', 'OK', '0.50', false, false],
  ]);
});

test('the forecast of calls rests on 56 days and sees the limit hold', async () => {
  const { apiUsage } = await acme(`apiUsage { quotas { forecast {
    exhaustedOn { p10 p50 p90 } probabilityInPeriod method basisDays backtestError unavailableReason
  } } }`);
  expect(apiUsage.quotas[0].forecast).toEqual({
    exhaustedOn: { p10: null, p50: null, p90: null },
    probabilityInPeriod: 0,
    method: 'weekday-median-theil-sen-bootstrap',
    basisDays: 56,
    backtestError: expect.closeTo(0.01, 1),
    unavailableReason: null,
  });
});

test('API health: all benchmarks are kept but that of the quota', async () => {
  const { apiHealth } = await acme('apiHealth { checks { metric value benchmark passed } }');
  expect(values(apiHealth.checks)).toEqual([
    ['QUOTA', 0.85, 0.8, false],
    ['ERROR_RATE', 0.003, 0.01, true],
    ['RESPONSE_TIME', 145, 200, true],
    ['RATE_LIMIT_HITS', expect.closeTo(23 / 25_500_000, 12), 0.001, true],
  ]);
});

test('six security settings with their points, and what to do', async () => {
  const { security } = await acme(`security {
    settings { setting state detail points maxPoints recommendation riskAcceptance { reason } } recommendations
    auditLog { edges { node { actor action setting previousState state } } }
  }`);
  const mfa = 'Enforce MFA for all users (currently optional)';
  const allowlist = 'Consider IP whitelisting for API access';
  expect(values(security.settings)).toEqual([
    ['SSO', 'ENABLED', 'Okta', 20, 20, null, null],
    ['MFA', 'OPTIONAL', null, 10, 20, mfa, null],
    ['IP_ALLOWLIST', 'NOT_CONFIGURED', null, 0, 10, allowlist, null],
    ['API_KEY_ROTATION', 'ENABLED', '90-day rotation', 15, 15, null, null],
    ['AUDIT_LOGGING', 'ENABLED', null, 15, 15, null, null],
    ['DATA_ENCRYPTION', 'ENABLED', null, 20, 20, null, null],
  ]);
  expect(security.recommendations).toEqual([mfa, allowlist, 'Review admin access permissions']);
  expect(security.auditLog.edges).toHaveLength(6);
  expect(security.auditLog.edges).toContainEqual({
    node: {
      actor: 'demo data',
      action: 'Multi-factor authentication recorded as optional',
      setting: 'MFA',
      previousState: null,
      state: 'OPTIONAL',
    },
  });
});

test('compliance, deployment and where the data is', async () => {
  const { complianceStatus, ...where } = await acme(`
    complianceStatus { items { aspect status scope details since } residencyConflicts { obligation } }
    deployment { model region backupRegion version plan } dataResidency`);
  expect(values(complianceStatus.items)).toEqual([
    ['Data Processing Agreement', 'SIGNED', 'CUSTOMER', 'March 2024', '2024-03-01'],
    ['SOC2 Compliance', 'COVERED', 'VENDOR', 'Your certification', null],
    ['GDPR Requirements', 'MET', 'VENDOR', 'EU data handling', null],
    ['HIPAA', 'NOT_APPLICABLE', 'CUSTOMER', 'Not applicable', null],
  ]);
  expect(complianceStatus.residencyConflicts).toEqual([]);
  expect(where).toEqual({
    deployment: {
      model: 'Multi-tenant cloud',
      region: 'US-West',
      backupRegion: 'US-East',
      version: '8.4.2',
      plan: 'Enterprise',
    },
    dataResidency: 'US-West',
  });
});

test('the tech stack says what each technology means for us, and what could be connected', async () => {
  const { techStack } = await acme(`techStack {
    technologies { category name relevance source confidence } opportunities { technology benefit score reasons }
  }`);
  const rows = techStack.technologies.map(({ confidence, ...rest }: { confidence: number }) => [
    ...Object.values(rest),
    confidence.toFixed(2),
  ]);
  expect(rows).toEqual([
    ['Analytics', 'Tableau', 'OPPORTUNITY', 'technographics', '0.80'],
    ['Automation', 'Zapier', 'INTEGRATED', 'integration', '1.00'],
    ['Cloud', 'AWS', 'SAME_AS_OURS', 'technographics', '0.95'],
    ['Communication', 'Slack', 'INTEGRATED', 'integration', '1.00'],
    ['CRM', 'Salesforce', 'INTEGRATED', 'integration', '1.00'],
    ['Marketing', 'HubSpot', 'OPPORTUNITY', 'technographics', '0.92'],
    ['SSO/Identity', 'Okta', 'INTEGRATED', 'integration', '1.00'],
    ['Support', 'Zendesk', 'OPPORTUNITY', 'technographics', '0.85'],
  ]);
  expect(techStack.opportunities.map((one: object) => Object.values(one).slice(0, 2))).toEqual([
    ['Zendesk', 'Support ticket visibility'],
    ['HubSpot', 'Marketing automation data sync'],
    ['Tableau', 'BI dashboard embedding'],
  ]);
  for (const { score, reasons } of techStack.opportunities) {
    expect(score).toBeGreaterThan(0);
    expect(reasons.length).toBeGreaterThan(0);
  }
});

test('three people to talk to, the primary one first', async () => {
  const { contacts } = await acme('contacts { name role technicalLevel email primary }');
  expect(values(contacts)).toEqual([
    ['Mike Lee', 'Director of Engineering', 'HIGH', 'mike.lee@acme.com', true],
    ['Amy Wang', 'Lead Developer', 'HIGH', 'amy.wang@acme.com', false],
    ['Bob Smith', 'IT Admin', 'MEDIUM', 'bob.smith@acme.com', false],
  ]);
});

test('every section is fresh, but the one of which there has never been anything', async () => {
  const { freshness, lastUpdated } = await acme('freshness { section status updatedAt message } lastUpdated');
  const states = freshness.map(({ section, status }: { section: string; status: string }) => [
    section,
    status,
  ]);
  const fresh = ['INTEGRATIONS', 'USAGE', 'QUOTAS', 'SECURITY', 'COMPLIANCE', 'DEPLOYMENT', 'TECH_STACK'];
  expect(Object.fromEntries(states)).toEqual({
    ...Object.fromEntries([...fresh, 'CONTACTS', 'ISSUES'].map((section) => [section, 'FRESH'])),
    PENDING_INTEGRATIONS: 'UNKNOWN',
  });
  for (const { status, updatedAt, message } of freshness) {
    expect(updatedAt === null, message).toBe(status === 'UNKNOWN');
    expect(updatedAt ?? '').not.toSatisfy((at: string) => at > lastUpdated);
  }
});

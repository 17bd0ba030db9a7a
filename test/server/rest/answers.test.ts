import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACME, startDemo } from '../../environment/graph/demo.ts';
import type { TestService } from '../../support/service.ts';
import { at } from './asking.ts';

const EMPTY = '99999999-9999-4999-8999-999999999999';

let service: TestService;
// biome-ignore lint/suspicious/noExplicitAny: what a document holds is what the test asserts
let openApi: any;
let ajv: Ajv2020;
beforeAll(async () => {
  service = await startDemo();
  await service.db.none("insert into customers (id, name) values ($1, '| **x** <script>')", [EMPTY]);
  openApi = await (await fetch(at(service.url, 'openapi.json'))).json();
  ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(openApi, 'api');
});
afterAll(() => service.stop());

/** An answer that is as the OpenAPI document says. */
async function answer(customerId: string, query = '') {
  const response = await fetch(at(service.url, customerId, query));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const body = await response.json();
  expectDescribed('TechnicalAnswer', body);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  return body as any;
}

function expectDescribed(name: string, body: unknown): void {
  const isValid = ajv.getSchema(`api#/components/schemas/${name}`);
  if (!isValid) throw new Error(`There is no schema ${name}.`);
  expect(isValid(body), JSON.stringify(isValid.errors, null, 1)).toBe(true);
}

test('the OpenAPI document is one, and describes each path that is served', async () => {
  expect(await new Validator().validate(openApi)).toMatchObject({ valid: true });
  expect(openApi.openapi).toMatch(/^3\.1/);
  for (const [path, { get }] of Object.entries<
    Record<string, { responses: Record<string, { content: object }> }>
  >(openApi.paths)) {
    const response = await fetch(
      `${service.url}${openApi.servers[0].url}${path.replace('{customerId}', ACME)}`,
    );
    expect(response.status, path).toBe(200);
    const [type] = `${response.headers.get('content-type')}`.split(';');
    expect(Object.keys(get?.responses[200]?.content ?? {}), path).toEqual([type]);
  }
});

test('answers that are not described are found out', () => {
  const validates = ajv.getSchema('api#/components/schemas/IntegrationHealth');
  const described = { connected: 1, healthy: 1, degraded: 0, down: 0, unknown: 0, inactive: 0, score: 100 };
  expect(validates?.(described)).toBe(true);
  expect(validates?.({ ...described, secret: 1 })).toBe(false);
  expect(validates?.({ ...described, score: '100' })).toBe(false);
});

test('Acme, in the names and lower-case values of the interface', async () => {
  const body = await answer(ACME, '?includeHealth=true');
  expect(Object.keys(body)).toEqual([
    'environment',
    'integrations',
    'apiUsage',
    'security',
    'recommendations',
  ]);
  const { environment } = body;
  for (const field of [
    'customerId',
    'lastUpdated',
    'integrations',
    'pendingIntegrations',
    'integrationHealth',
    'apiUsage',
    'apiHealth',
    'securityConfig',
    'complianceStatus',
    'deployment',
    'dataResidency',
    'techStack',
    'technicalHealthScore',
    'issues',
    'recommendations',
  ])
    expect(environment, field).toHaveProperty(field);
  expect(environment).toMatchObject({
    customerId: ACME,
    technicalHealthScore: 85,
    dataResidency: 'US-West',
    unavailable: [],
  });
  const salesforce = body.integrations.find(({ name }: { name: string }) => name === 'Salesforce');
  expect(salesforce).toMatchObject({
    type: 'crm',
    status: 'active',
    healthStatus: 'healthy',
    dataFlowDirection: 'bidirectional',
    setupDate: '2024-03-12',
    lastSyncAt: expect.stringMatching(/Z$/),
    configuration: { healthScorePush: 'Enabled', customFields: '3 mapped', refreshToken: null },
  });
  expect(body.integrations).toEqual(environment.integrations);
  expect(body.apiUsage).toEqual(environment.apiUsage);
  expect(body.security).toEqual(environment.securityConfig);
  expect(body.recommendations).toEqual(environment.recommendations);
});

test('it says what the graph says', async () => {
  const { environment } = await answer(ACME);
  const { data } = await service.ask(`{ technicalEnvironment(customerId: "${ACME}") {
    customerId lastUpdated pendingIntegrations dataResidency technicalHealthScore
    integrations { id name type status healthStatus healthReason dataFlowDirection setupDate syncMode syncIntervalSeconds lastAttemptAt lastSyncAt objectsSynced endpoint }
    integrationHealth { connected healthy degraded down unknown inactive score }
    apiUsage { callsPerDay totalCalls errorRate averageResponseMs p50Ms p95Ms p99Ms rateLimitHits rateLimitHitRate changeFromPreviousPeriod endpointsUsed
      quotas { resource period used limit unit usedRatio status resetsAt } topEndpoints { endpoint callsPerDay share } daily { day calls errors rateLimited averageMs } }
    apiHealth { score status checks { metric value benchmark passed } }
    securityConfig: security { score settings { setting state detail points maxPoints recommendation riskAcceptance { reason by until } } recommendations }
    complianceStatus { items { aspect status scope details since } residencyConflicts { obligation region explanation } }
    contacts { id name role technicalLevel email primary }
    issues { id title description severity status firstDetectedAt lastDetectedAt suggestedAction owner }
    recommendations { id title priority impact rationale scoreGain }
  } }`);
  const graph = inLowerCase(data.technicalEnvironment);
  expect(environment).toMatchObject(graph as object);
});

test('without health it holds no scores', async () => {
  const { environment } = await answer(ACME, '?includeHealth=false');
  expect(environment).toMatchObject({
    technicalHealthScore: null,
    health: null,
    integrationHealth: { score: null, healthy: 4 },
    apiHealth: { score: null, status: null },
    securityConfig: { score: null },
    unavailable: [],
  });
  for (const { points } of environment.securityConfig.settings) expect(points).toBeNull();
  for (const { scoreGain } of environment.recommendations) expect(scoreGain).toBeNull();
});

test('a customer of whom nothing is known, and every kind of customer in the demo', async () => {
  const empty = await answer(EMPTY);
  expect(empty.environment).toMatchObject({
    integrations: [],
    deployment: null,
    technicalHealthScore: null,
    unavailable: [],
  });
  const ids = await service.db.map(
    'select id from customers order by id limit 60',
    [],
    ({ id }) => id as string,
  );
  for (const id of ids) await answer(id);
});

test.each([
  ['technical_contacts', 'role', ['contacts'], [], 'Technical Contacts', 'The contacts'],
  [
    'deployments',
    'region',
    ['deployment', 'dataResidency', 'complianceStatus.residencyConflicts'],
    ['issues', 'recommendations'],
    'Compliance & Data',
    'Where the data is kept',
  ],
  [
    'security_settings',
    'detail',
    ['securityConfig'],
    ['technicalHealthScore', 'health', 'issues', 'recommendations'],
    'Security Configuration',
    'The security settings',
  ],
  [
    'api_quotas',
    'unit',
    ['apiUsage.quotas'],
    ['apiHealth', 'technicalHealthScore', 'health', 'issues', 'recommendations'],
    'API Usage',
    'The limits',
  ],
  [
    'technical_issues',
    'description',
    ['issues', 'recommendations'],
    ['technicalHealthScore', 'health'],
    'Technical Issues & Recommendations',
    'The issues',
  ],
])(
  'where %s cannot be read, its fields are null and named, and a document says so in its place',
  async (table, column, fields, incomplete, title, what) => {
    await service.db.none(`alter table ${table} rename column ${column} to another_name`);
    try {
      const { environment } = await answer(ACME);
      expect(environment.unavailable).toEqual(fields);
      expect(environment.incomplete).toEqual(incomplete);
      for (const field of fields)
        expect(field.split('.').reduce((at, name) => at[name], environment)).toBeNull();
      expect(environment.integrations).toHaveLength(5);
      const text = await (await fetch(at(service.url, ACME, '/report.md'))).text();
      const part = text.split('\n### ').find((one) => one.startsWith(title));
      expect(part).toContain(`${what} could not be read`);
      const judged = incomplete.filter((field) => /^(health|issues|recommendations)$/.test(field));
      expect(text.match(/Part of what .* could not be read/g) ?? []).toHaveLength(judged.length);
      expect(service.logged()).toContain('does not exist');
    } finally {
      await service.db.none(`alter table ${table} rename column another_name to ${column}`);
    }
    expect((await answer(ACME)).environment).toMatchObject({ unavailable: [], incomplete: [] });
  },
);

test('Markdown comes as such, with a hostile name as text', async () => {
  const response = await fetch(at(service.url, EMPTY, '/report.md'));
  expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await response.text()).toMatch(/^## Technical Environment: \\\| \\\*\\\*x\\\*\\\* \\<script>\n/);
});

test('the PDF comes as such, on either paper, named for any script', async () => {
  await service.db.none('update customers set name = $2 where id = $1', [EMPTY, "株式会社 O'Acme"]);
  for (const query of ['', '?paper=a4', '?paper=letter']) {
    const response = await fetch(at(service.url, EMPTY, `/report.pdf${query}`));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const name = `${response.headers.get('content-disposition')}`.split("filename*=UTF-8''")[1] ?? '';
    expect(name).not.toContain("'");
    expect(decodeURIComponent(name)).toBe("Technical environment of 株式会社 O'Acme.pdf");
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  }
});

// Enumerations are the only texts that are all capitals.
function inLowerCase(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => inLowerCase(one, key));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inLowerCase(inner, name)]));
  const isEnumeration =
    typeof value === 'string' && /^[A-Z][A-Z_]+$/.test(value) && key !== 'aspect' && key !== 'unit';
  return isEnumeration ? value.toLowerCase() : value;
}

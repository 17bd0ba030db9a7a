import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/report/blocks.ts';
import { buildDocument, fingerprint } from '../../src/report/document.ts';
import type { ReportFacts } from '../../src/report/facts.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { ACME_WEBHOOK_ID } from '../support/acme.ts';
import {
  daysBefore,
  facts,
  integration,
  integrationId,
  issue,
  NOW,
  quota,
  riskAcceptance,
  unreadableFacts,
  webhook,
} from '../support/builders.ts';
import { contact } from './contact.ts';
import { emptyFacts, metrics, reportFacts } from './facts.ts';

const markdown = (report: ReportFacts, now = NOW) => renderMarkdown(buildDocument(report, now));
const withFacts = (over: Partial<ReportFacts['facts']>, rest: Partial<ReportFacts> = {}) =>
  reportFacts({ facts: { ...facts(), ...over }, ...rest });
const PARTS = [
  'Connected Integrations',
  'API Usage',
  'Security Configuration',
  'Compliance & Data',
  'Customer Tech Stack (External Intelligence)',
  'Technical Issues & Recommendations',
  'Technical Contacts',
];

describe('a part that could not be read says so in its place', () => {
  test.each([
    ['integrations', 'Connected Integrations', 'The integrations could not be read'],
    ['quotas', 'Current Usage vs Limits', 'The limits could not be read'],
    ['usage', 'API Health Metrics (Last 30 Days)', 'The use of the API could not be read'],
    ['endpoints', 'Most Used Endpoints', 'The use of endpoints could not be read'],
    ['settings', 'Security Configuration', 'The security settings could not be read'],
    ['compliance', 'Compliance & Data', 'The obligations could not be read'],
    ['deployment', 'Compliance & Data', 'Where the data is kept could not be read'],
    ['techStack', 'Customer Tech Stack (External Intelligence)', 'The tech stack could not be read'],
    ['issues', 'Active Issues', 'The issues could not be read'],
    ['issues', 'Recommendations', 'What there is to recommend could not be read'],
    ['contacts', 'Technical Contacts', 'The contacts could not be read'],
    ['metrics', 'Integration Details', 'The figures of the integrations could not be read'],
  ] as const)('%s, under "%s"', (name, title, sentence) => {
    const field = { compliance: 'complianceItems', techStack: 'technologies' }[name as string] ?? name;
    const read = reportFacts({ contacts: [contact()] });
    const whole = { ...read, failed: [name] };
    const broken: ReportFacts =
      name === 'contacts'
        ? { ...whole, contacts: null }
        : name === 'metrics'
          ? { ...whole, dayMetrics: null, monthMetrics: null }
          : { ...whole, facts: { ...whole.facts, [field]: null } };
    expect(under(broken, title)).toContain(sentence);
    for (const other of PARTS) expect(titles(broken).some((one) => one.startsWith(other))).toBe(true);
    expect(under(read, title)).not.toContain('could not be read');
  });

  test('and so with all of them', () => {
    const nothing = reportFacts({
      facts: unreadableFacts(),
      contacts: null,
      dayMetrics: null,
      monthMetrics: null,
      trend: null,
      failed: ['integrations', 'deployment', 'settings', 'usage', 'contacts'],
    });
    expect(titles(nothing)[1]).toBe('Technical Health Score: Unknown');
    expect(markdown(nothing).match(/could not be read/g)?.length).toBeGreaterThanOrEqual(10);
    expect(markdown(nothing)).toContain('too little for a score');
  });
});

describe('what is judged of less than it follows from says so', () => {
  const broken = (name: string, field: string, over: Partial<ReportFacts['facts']> = {}) =>
    withFacts({ ...over, [field]: null }, { failed: [name] as never });

  test('the score, beside itself', () => {
    const sentence = 'Part of what the score is made of could not be read';
    for (const [name, field] of [
      ['integrations', 'integrations'],
      ['usage', 'usage'],
      ['quotas', 'quotas'],
      ['settings', 'settings'],
      ['issues', 'issues'],
    ] as const)
      expect(under(broken(name, field), 'Technical Health Score'), name).toContain(sentence);
    expect(markdown(broken('endpoints', 'endpoints'))).not.toContain(sentence);
    expect(markdown(broken('techStack', 'technologies'))).not.toContain(sentence);
  });

  test('its course', () => {
    const report = reportFacts({ trend: null, failed: ['trend'] });
    expect(under(report, 'Technical Health Score')).toContain('The scores of earlier days could not be read');
  });

  test('issues and recommendations, which are then never said to be none', () => {
    const part = /Part of what (issues|recommendations) follow from could not be read/;
    const report = broken('quotas', 'quotas', { issues: [issue({ title: 'Old' })] });
    expect(under(report, 'Active Issues')).toMatch(part);
    expect(under(report, 'Active Issues')).toContain('| Old |');
    expect(under(report, 'Recommendations')).toMatch(part);
    const nothing = { ...emptyFacts(), failed: ['quotas', 'deployment'] as const };
    const empty = { ...nothing, facts: { ...nothing.facts, quotas: null } };
    expect(under(empty, 'Active Issues')).toMatch(part);
    expect(under(empty, 'Recommendations')).toMatch(part);
    expect(markdown(empty)).not.toMatch(/No issue is open|nothing to recommend|Nothing follows/i);
  });

  test('checks of the API need its use only', () => {
    expect(under(broken('quotas', 'quotas'), 'API Health Metrics')).toMatch(/Error Rate \| [^|]+ \| < /);
  });

  test('what an issue would suggest, where the issues are not known', () => {
    const report = broken('issues', 'issues', { integrations: [webhook({ id: ACME_WEBHOOK_ID })] });
    const text = under(report, 'Custom Webhook (Needs Attention)');
    expect(text).toContain('**Issue**');
    expect(text).not.toContain('Recommended Action');
  });

  test('whether obligations allow the region', () => {
    const report = { ...broken('deployment', 'deployment'), trend: [] };
    expect(under(report, 'Compliance & Data')).toContain('nor of whether the obligations allow it');
  });
});

test('an integration that has not run has no errors to be free of', () => {
  const one = integration({ id: integrationId(1), name: 'Still' });
  const last = (runs: number) =>
    under(
      withFacts(
        { integrations: [one] },
        { dayMetrics: [metrics(one.id, { runs })], monthMetrics: [metrics(one.id)] },
      ),
      'Still',
    );
  expect(last(0)).toContain('| Last Error | - |  |');
  expect(last(1)).toContain('| Last Error | None | ✓ |');
});

test('a customer of whom nothing is known gets every part, and each says that there is nothing', () => {
  const text = markdown(emptyFacts());
  for (const sentence of [
    'No integration is set up.',
    'No limits are recorded.',
    'No calls were reported for the last 30 days.',
    'No calls were reported by endpoint.',
    'No obligations or certificates are recorded.',
    'No technologies are known.',
    'No issue is open.',
    'Nothing follows from what is known.',
    'No technical contact is known.',
  ])
    expect(text).toContain(sentence);
  expect(text).not.toMatch(/could not be read|undefined|NaN|null/);
  expect(text).toContain('Technical Health Score: Unknown');
});

test('without health it holds no scores', () => {
  const text = markdown(reportFacts({ includeHealth: false }));
  expect(text).not.toMatch(/Health Score|Security Score|\/100/);
  expect(text).toContain('Connected Integrations (5 Active)');
});

test('500 integrations are all listed, and only some are told of in detail', () => {
  const all = Array.from({ length: 500 }, (_, index) =>
    integration({
      id: integrationId(1_000 + index),
      name: `System ${index}`,
      ...(index % 5 === 0 ? { healthStatus: 'DOWN' } : {}),
    }),
  );
  const report = withFacts({ integrations: all });
  const text = markdown(report);
  for (const { name } of all) expect(text).toContain(`| ${name} |`);
  expect(headings(report, 4)).toHaveLength(70);
  expect(headings(report, 4).filter((one) => one.endsWith('(Needs Attention)'))).toHaveLength(50);
  expect(text).toContain('Details of 430 more are left out; the table above has all of them.');
});

test('an error of 10,000 characters is cut, between characters', () => {
  const message = '💥'.repeat(5_000);
  const report = withFacts(
    { integrations: [webhook({ id: ACME_WEBHOOK_ID })] },
    {
      dayMetrics: [
        metrics(ACME_WEBHOOK_ID, { failures: 15, lastError: { at: daysBefore(0), class: null, message } }),
      ],
    },
  );
  const text = markdown(report);
  expect(text).toContain(`**Error**: ${'💥'.repeat(499)}…`);
  expect(text.isWellFormed()).toBe(true);
  expect(text.length).toBeLessThan(10_000);
});

describe('what needs attention', () => {
  const attention = (over: object, figures: object, rest: Partial<ReportFacts['facts']> = {}) =>
    under(
      withFacts(
        { integrations: [webhook({ id: ACME_WEBHOOK_ID, ...over })], ...rest },
        { dayMetrics: [metrics(ACME_WEBHOOK_ID, figures)], monthMetrics: [] },
      ),
      'Custom Webhook (Needs Attention)',
    );
  const error = { at: daysBefore(0), class: 'CONNECTION_TIMEOUT', message: 'Connection timeout' };

  test('by failures says how many, with the error, the address and what the issue suggests', () => {
    const open = issue({ integrationId: ACME_WEBHOOK_ID, suggestedAction: 'Call them' });
    expect(attention({}, { failures: 15, lastError: error }, { issues: [open] })).toBe(
      [
        '**Issue**: 15 failed deliveries in last 24 hours  ',
        '**Error**: Connection timeout  ',
        '**Endpoint**: https://acme.internal.com/api/webhook',
        '',
        '**Recommended Action**: Call them',
      ].join('\n'),
    );
  });

  test('by anything else says what', () => {
    const late = 'No sync for 3 h; one is due every 5 min';
    expect(attention({ healthReason: late }, { failures: 1, recordsSynced: 5 })).toContain(
      `**Issue**: ${late}`,
    );
    const refused = { healthStatus: 'DOWN', healthReason: 'It refuses our credentials', endpoint: null };
    const down = attention(refused, { failures: 40 });
    expect(down).toContain('**Issue**: It refuses our credentials');
    expect(down).not.toContain('Endpoint');
    expect(down).toContain('**Recommended Action**: Look into it with the customer');
  });

  test('of a resolved issue nothing is said', () => {
    const over = issue({ integrationId: ACME_WEBHOOK_ID, status: 'RESOLVED', suggestedAction: 'Call them' });
    expect(attention({}, {}, { issues: [over] })).not.toContain('Call them');
  });
});

test('an alert stands only where a limit is near, and says which', () => {
  const alerts = (...quotas: Parameters<typeof quota>[0][]) =>
    markdown(withFacts({ quotas: quotas.map(quota) }))
      .split('\n')
      .filter((line) => line.startsWith('**Alert**'));
  expect(alerts({ used: 500_000 })).toEqual([]);
  expect(
    alerts({ period: 'MONTH' }, { resource: 'STORAGE', period: 'NONE', used: 95, limit: 100, unit: 'GB' }),
  ).toEqual([
    '**Alert**: API usage at 85% - may need limit increase before month end',
    '**Alert**: Storage at 95% - may need limit increase',
  ]);
  expect(alerts({ used: 1_200_000 })).toEqual(['**Alert**: API usage at 120% - the limit is exceeded']);
  expect(markdown(withFacts({ quotas: [quota({ limit: null })] }))).toContain(
    '| API Calls/Day | 850,000 | Unlimited | - |  |',
  );
});

test('an accepted risk is shown as one', () => {
  const accepted = withFacts({
    riskAcceptances: [riskAcceptance({ until: '2026-12-31' })],
    settings: reportFacts().facts.settings,
  });
  expect(markdown(accepted)).toContain(
    '| Multi-Factor Auth | ⚠ Optional | Risk accepted until 2026-12-31: Contractors have no second factor yet |',
  );
});

test('an issue of another year is dated with it', () => {
  const old = issue({ title: 'Old', firstDetectedAt: '2025-11-03T10:00:00Z' });
  expect(markdown(withFacts({ issues: [old] }))).toContain('| Old | Medium | Nov 3, 2025 | Open |');
});

describe('its fingerprint', () => {
  const report = reportFacts({ contacts: [contact()] });
  const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

  test('is the same while only time passes, though the document then says other things', () => {
    expect(fingerprint(report, later(7))).toBe(fingerprint(report, NOW));
    expect(markdown(report, later(7))).not.toBe(markdown(report));
  });

  test('is another with anything else that is said', () => {
    const others = [
      reportFacts({ contacts: [contact({ role: 'CTO' })] }),
      reportFacts({ contacts: [contact()], includeHealth: false }),
      reportFacts({ contacts: [contact()] }, 'Acme Corp.'),
      reportFacts({ contacts: null, failed: ['contacts'] }),
      reportFacts({ contacts: [contact()], lastUpdated: daysBefore(1) }),
    ];
    const all = [report, ...others].map((one) => fingerprint(one, NOW));
    expect(new Set(all).size).toBe(all.length);
  });
});

test('it is pure: the same facts and clock give the same document, and the facts are left as they are', () => {
  const report = reportFacts({ contacts: [contact()] });
  const before = structuredClone(report);
  expect(buildDocument(report, NOW)).toEqual(buildDocument(before, NOW));
  expect(report).toEqual(before);
});

test('a name in any script comes through, without what would turn text round', () => {
  const names = ['株式会社アクメ', 'Ακμή ΑΕ', 'ООО «Акме»', 'شركة أكمي', 'एक्मे', '👩‍👩‍👧 Family'];
  for (const name of names)
    expect(buildDocument(reportFacts({}, name), NOW).title).toBe(`Technical Environment: ${name}`);
  const turned = reportFacts({}, 'Acme\u202egpj.exe\nCorp\u001b[31m');
  for (const text of [
    markdown(turned),
    renderTerminal(buildDocument(turned, NOW), { width: 80, colour: false }),
  ])
    for (const character of '\u202e\u001b') expect(text).not.toContain(character);
});

function headings(report: ReportFacts, level: number): string[] {
  const all = (blocks: readonly Block[]): Block[] =>
    blocks.flatMap((block) => (block.kind === 'callout' ? all(block.blocks) : [block]));
  return all(buildDocument(report, NOW).blocks).flatMap((block) =>
    block.kind === 'heading' && block.level === level ? [block.text] : [],
  );
}

function titles(report: ReportFacts): string[] {
  return buildDocument(report, NOW).blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
}

/** The Markdown between a heading and the next. */
function under(report: ReportFacts, title: string): string {
  const parts = markdown(report).split(/^(?:#+ |---$)/m);
  return parts
    .filter((part) => part.startsWith(title))
    .map((part) => part.slice(part.indexOf('\n')).trim())
    .join('\n');
}

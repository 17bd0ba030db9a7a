import type { Block, Inline, ReportDocument, Text, Tone } from '../../../src/report/blocks.ts';

/** Acme Corp's report as it stands in the product's examples: five pages, a dozen tables, three charts. */
export function acme(): ReportDocument {
  return reportOf('Acme Corp', [
    ...score(),
    rule,
    ...integrations(),
    rule,
    ...usage(),
    rule,
    ...security(),
    rule,
    ...compliance(),
    rule,
    ...techStack(),
    rule,
    ...issues(),
    rule,
    ...contacts(),
  ]);
}

/** A report with blocks of a test's own. */
export function reportOf(name: string, blocks: readonly Block[]): ReportDocument {
  const title = `Technical Environment: ${name}`;
  return {
    title,
    customer: { id: '11111111-1111-4111-8111-111111111111', name },
    generatedAt: '2026-01-28T15:04:05.000Z',
    blocks: [
      heading(1, title),
      paragraph('Last Updated: Jan 28, 2026, 15:02 UTC'),
      paragraph('As of Jan 28, 2026, 15:04 UTC. All times are in UTC.'),
      ...blocks,
    ],
  };
}

export const heading = (level: 1 | 2 | 3 | 4, text: string): Block => ({ kind: 'heading', level, text });
export const paragraph = (...text: Inline[]): Block => ({ kind: 'paragraph', text });
export const status = (tone: Tone, text = ''): Inline => ({ kind: 'status', tone, text });
const strong = (text: string): Inline => ({ kind: 'strong', text });
const rule: Block = { kind: 'rule' };

type Cell = string | Inline | Text;
const toText = (cell: Cell): Text => (Array.isArray(cell) ? (cell as Text) : [cell as Inline]);

/** A table; a title that begins with ">" is of a column of figures. */
export const table = (titles: readonly string[], ...rows: readonly (readonly Cell[])[]): Block => ({
  kind: 'table',
  columns: titles.map((title) => ({
    title: title.replace(/^>/, ''),
    align: title.startsWith('>') ? 'right' : 'left',
  })),
  rows: rows.map((row) => row.map(toText)),
});

export const facts = (...items: readonly (readonly [string, Cell])[]): Block => ({
  kind: 'facts',
  items: items.map(([label, value]) => ({ label, value: toText(value) })),
});

export const list = (items: readonly Cell[], ordered = false): Block => ({
  kind: 'list',
  ordered,
  items: items.map(toText),
});

export const callout = (tone: Tone, ...blocks: readonly Block[]): Block => ({
  kind: 'callout',
  tone,
  blocks,
});

/** The day so many days after the first of the sample's 30. */
export const dayAt = (index: number): string =>
  new Date(Date.parse('2025-12-29T00:00:00Z') + index * 86_400_000).toISOString().slice(0, 10);

/** Calls on a day: busy weeks, quiet weekends, about 850,000 on average. */
const callsOn = (index: number): number =>
  Math.round(790_000 + 5_000 * index + 70_000 * Math.sin(index * 1.7) - (index % 7 > 4 ? 140_000 : 0));

const score = (): Block[] => [
  heading(2, 'Technical Health Score: 85/100 (Good)'),
  {
    kind: 'chart',
    chart: { kind: 'gauge', score: 85, label: 'Good', tone: 'good' },
    alternative: 'The score is 85 of 100: good.',
  },
  table(
    ['Component', '>Score', 'Status'],
    ['Integrations', '90/100', status('good', 'Healthy')],
    ['API Usage', '85/100', status('notice', 'OK')],
    ['Security', '80/100', status('warning', 'Review')],
  ),
  {
    kind: 'chart',
    chart: {
      kind: 'trend',
      days: Array.from({ length: 30 }, (_, index) => ({
        day: dayAt(index),
        score: index > 8 && index < 13 ? null : Math.round(78 + index / 4.15 + 2 * Math.sin(index * 1.3)),
      })),
    },
    alternative: 'The score went from 78 on Dec 29, 2025 to 85 on Jan 27.',
  },
];

const integrations = (): Block[] => [
  heading(2, 'Connected Integrations (5 Active)'),
  table(
    ['Integration', 'Type', 'Status', 'Last Sync', 'Data Flow'],
    ['Salesforce', 'CRM', status('good', 'Active'), '5 min ago', 'Bidirectional'],
    ['Slack', 'Communication', status('good', 'Active'), '2 min ago', 'Outbound'],
    ['Okta', 'SSO/Identity', status('good', 'Active'), 'Real-time', 'Inbound'],
    ['Zapier', 'Automation', status('good', 'Active'), '1 hr ago', 'Bidirectional'],
    ['Custom Webhook', 'Custom', status('warning', 'Errors'), '2 hrs ago', 'Outbound'],
  ),
  heading(3, 'Integration Details'),
  paragraph('Success rates are over 30 days, records and errors over the last 24 hours.'),
  ...details('Salesforce', 'March 2024', 'Every 5 minutes', '99.8%', '1,247', [
    ['Health score push: ', status('good', 'Enabled')],
    ['Contact sync: ', status('good', 'Enabled')],
    ['Opportunity sync: ', status('good', 'Enabled')],
    'Custom fields: 3 mapped',
  ]),
  ...details('Slack', 'April 2024', 'Every 2 minutes', '100%', '96', ['Channel: #customer-acme']),
  ...details('Okta', 'March 2024', 'Real-time', '100%', '312', [
    ['Provisioning: ', status('good', 'Enabled')],
    ['Groups: ', status('unknown', 'Disabled')],
  ]),
  ...details('Zapier', 'August 2024', 'Every hour', '99.4%', '184', []),
  callout(
    'warning',
    heading(4, 'Custom Webhook (Needs Attention)'),
    facts(
      ['Issue', '15 failed deliveries in last 24 hours'],
      ['Error', 'Connection timeout (endpoint not responding)'],
      [
        'Endpoint',
        {
          kind: 'link',
          text: 'https://acme.internal.com/api/webhook',
          url: 'https://acme.internal.com/api/webhook',
        },
      ],
    ),
    facts(['Recommended Action', 'Contact customer to verify endpoint availability']),
  ),
];

const details = (
  name: string,
  since: string,
  frequency: string,
  rate: string,
  records: string,
  configuration: readonly Cell[],
): Block[] => [
  heading(4, name),
  facts(['Connected Since', since], ['Sync Frequency', frequency]),
  table(
    ['Metric', '>Value', 'Status'],
    ['Sync Success Rate', rate, status('good')],
    ['Records Synced', records, ''],
    ['Last Error', 'None', status('good')],
  ),
  ...(configuration.length > 0 ? [paragraph(strong('Configuration'), ':'), list(configuration)] : []),
];

const usage = (): Block[] => [
  heading(2, 'API Usage'),
  heading(3, 'Current Usage vs Limits'),
  table(
    ['Resource', '>Used', '>Limit', '>% Used', 'Status'],
    ['API Calls/Day', '850,000', '1,000,000', '85%', status('warning')],
    ['Rate Limit', '100/sec', '150/sec', '67%', status('good')],
    ['Storage', '42 GB', '100 GB', '42%', status('good')],
    ['Webhooks', '5', '10', '50%', status('good')],
  ),
  callout('warning', paragraph(strong('Alert'), ': API usage at 85% - may need limit increase')),
  heading(3, 'API Health Metrics (Last 30 Days)'),
  table(
    ['Metric', '>Value', '>Benchmark', 'Status'],
    ['Total Calls', '25.5M', '-', ''],
    ['Avg Calls/Day', '850K', '-', ''],
    ['Error Rate', '0.3%', '< 1%', status('good')],
    ['Avg Response Time', '145ms', '< 200ms', status('good')],
    ['Rate Limit Hits', '23', '< 0.1% of calls', status('good')],
  ),
  {
    kind: 'chart',
    chart: {
      kind: 'usage',
      days: Array.from({ length: 30 }, (_, index) => ({ day: dayAt(index), calls: callsOn(index) })),
      limit: 1_000_000,
    },
    alternative: 'API usage over 30 days: between 581K and 988K calls a day; the limit is 1M.',
  },
  heading(3, 'Most Used Endpoints'),
  table(
    ['Endpoint', '>Calls/Day', '>% of Total'],
    [{ kind: 'code', text: '/api/v2/data' }, '450K', '53%'],
    [{ kind: 'code', text: '/api/v2/reports' }, '200K', '24%'],
    [{ kind: 'code', text: '/api/v2/users' }, '100K', '12%'],
    [{ kind: 'code', text: '/api/v2/events' }, '80K', '9%'],
    ['Other', '20K', '2%'],
  ),
];

const security = (): Block[] => [
  heading(2, 'Security Configuration'),
  table(
    ['Setting', 'Status', 'Recommendation'],
    ['Single Sign-On (SSO)', status('good', 'Enabled (Okta)'), '-'],
    ['Multi-Factor Auth', status('warning', 'Optional'), 'Recommend enforcing'],
    ['IP Whitelist', status('bad', 'Not configured'), 'Consider for security'],
    ['API Key Rotation', status('good', '90-day rotation'), '-'],
    ['Audit Logging', status('good', 'Enabled'), '-'],
    ['Data Encryption', status('good', 'Enabled'), '-'],
  ),
  facts(['Security Score', '80/100']),
  paragraph(strong('Recommendations'), ':'),
  list(
    [
      'Enforce MFA for all users (currently optional)',
      'Consider IP whitelisting for API access',
      'Review admin access permissions',
    ],
    true,
  ),
];

const compliance = (): Block[] => [
  heading(2, 'Compliance & Data'),
  table(
    ['Aspect', 'Status', 'Details'],
    ['Data Residency', 'US-West', 'Primary region'],
    ['Backup Region', 'US-East', 'Disaster recovery'],
    ['Data Processing Agreement', status('good', 'Signed'), 'March 2024'],
    ['SOC2 Compliance', status('good', 'Covered'), 'Your certification'],
    ['GDPR Requirements', status('good', 'Met'), 'EU data handling'],
    ['HIPAA', 'N/A', 'Not applicable'],
  ),
];

const techStack = (): Block[] => [
  heading(2, 'Customer Tech Stack (External Intelligence)'),
  paragraph(strong('Detected Technologies'), ' (via technographics):'),
  table(
    ['Category', 'Technology', 'Relevance'],
    ['CRM', 'Salesforce', status('good', 'Integrated')],
    ['Marketing', 'HubSpot', 'Potential integration'],
    ['Analytics', 'Tableau', 'Potential integration'],
    ['Cloud', 'AWS', 'Same as ours'],
    ['Communication', 'Slack', status('good', 'Integrated')],
    ['Support', 'Zendesk', 'Not yet integrated'],
  ),
  paragraph(strong('Integration Opportunities'), ':'),
  list([
    'HubSpot: Marketing automation data sync',
    'Zendesk: Support ticket visibility',
    'Tableau: BI dashboard embedding',
  ]),
];

const issues = (): Block[] => [
  heading(2, 'Technical Issues & Recommendations'),
  heading(3, 'Active Issues'),
  table(
    ['Issue', 'Severity', 'First Detected', 'Status'],
    ['Webhook delivery failures', 'Medium', 'Jan 26', 'Investigating'],
    ['API usage approaching limit', 'Low', 'Jan 20', 'Monitoring'],
  ),
  heading(3, 'Recommendations'),
  table(
    ['Recommendation', 'Priority', 'Impact'],
    ['Enforce MFA', 'High', 'Security improvement'],
    ['Increase API limit', 'Medium', 'Prevent disruption'],
    ['Add Zendesk integration', 'Low', 'Support visibility'],
  ),
];

const contacts = (): Block[] => [
  heading(2, 'Technical Contacts'),
  table(
    ['Contact', 'Role', 'Technical Level'],
    ['Mike Lee', 'Director of Engineering', 'High'],
    ['Amy Wang', 'Lead Developer', 'High'],
    ['Bob Smith', 'IT Admin', 'Medium'],
  ),
  facts([
    'Primary Technical Contact',
    ['Mike Lee (', { kind: 'link', text: 'mike.lee@acme.com', url: 'mailto:mike.lee@acme.com' }, ')'],
  ]),
];

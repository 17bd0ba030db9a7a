import { personName } from './fleet-names.ts';
import type { Random } from './random.ts';
import type { DemoRows } from './rows.ts';
import { ago } from './series.ts';

const DAY = 86_400;
const REGIONS = ['US-West', 'US-East', 'EU-West', 'EU-Central', 'AP-South'];
const TECHNOLOGIES = [
  ['CRM', 'Salesforce'],
  ['Marketing', 'HubSpot'],
  ['Analytics', 'Tableau'],
  ['Cloud', 'AWS'],
  ['Cloud', 'Google Cloud'],
  ['Communication', 'Slack'],
  ['Support', 'Zendesk'],
  ['Support', 'Intercom'],
  ['Analytics', 'Amplitude'],
  ['Database', 'Oracle'],
  ['ERP', 'SAP'],
] as const;

/** What is known of a customer besides its traffic: security, compliance, deployment, technologies and people. */
export function fleetPapers(
  rows: DemoRows,
  customer_id: string,
  domain: string,
  random: Random,
  now: Date,
): void {
  if (random.chance(0.93)) rows.security_settings.push(...settings(customer_id, random));
  if (random.chance(0.4)) {
    const reviewed_at = ago(now, random.integer(1, 200) * DAY);
    rows.security_reviews.push({
      customer_id,
      subject: 'ADMIN_ACCESS',
      reviewed_at,
      reviewed_by: personName(random),
    });
  }
  const region = random.pick(REGIONS);
  if (random.chance(0.93)) {
    rows.deployments.push({
      customer_id,
      model: random.pick(['MULTI_TENANT', 'MULTI_TENANT', 'SINGLE_TENANT', 'HYBRID', 'ON_PREMISES']),
      region,
      backup_region: random.chance(0.7) ? random.pick(REGIONS) : null,
      version: random.pick(['8.4.2', '8.4.1', '8.3.9', null]),
      plan: random.pick(['Starter', 'Team', 'Business', 'Enterprise']),
    });
  }
  if (random.chance(0.85)) rows.compliance_items.push(...compliance(customer_id, random));
  for (const [category, name] of random.sample(TECHNOLOGIES, random.integer(0, 7))) {
    const age = random.weighted([
      [random.integer(1, 60), 6],
      [random.integer(100, 300), 2],
      [random.integer(370, 700), 2],
    ]);
    rows.technologies.push({
      id: random.uuid(),
      customer_id,
      category,
      name,
      confidence: random.between(0.3, 1),
      confirmed: random.chance(0.15),
      first_seen_at: ago(now, (age + random.integer(0, 200)) * DAY),
      last_seen_at: ago(now, age * DAY),
      source: 'technographics',
    });
  }
  const people = random.integer(0, 3);
  for (let number = 0; number < people; number++) {
    const name = personName(random);
    rows.technical_contacts.push({
      id: random.uuid(),
      customer_id,
      name,
      role: random.pick(['CTO', 'Lead Developer', 'IT Admin', 'Architect', null]),
      technical_level: random.pick(['HIGH', 'MEDIUM', 'LOW', null]),
      email: random.chance(0.75) ? `${name.toLowerCase().replace(' ', '.')}@${domain}` : null,
      is_primary: number === 0 && random.chance(0.8),
    });
  }
}

function settings(customer_id: string, random: Random): DemoRows['security_settings'] {
  // From a customer that has everything to one that has nothing, and some that report little.
  const care = random.weighted([
    [1, 2],
    [0.75, 5],
    [0.4, 3],
    [0, 1],
  ]);
  const known = random.chance(0.12) ? 0.5 : 1;
  const rotation = random.pick([30, 90, 120, 180, 365]);
  const choose = <State extends string>(on: State, half: State, off: State) =>
    random.next() > known ? 'UNKNOWN' : random.next() <= care ? on : random.chance(0.3) ? half : off;
  const rotated = choose('ENABLED', 'DISABLED', 'DISABLED');
  const plain = { customer_id, detail: null, rotation_days: null };
  return [
    { ...plain, setting: 'SSO', state: choose('ENABLED', 'DISABLED', 'DISABLED') },
    { ...plain, setting: 'MFA', state: choose('ENFORCED', 'OPTIONAL', 'DISABLED') },
    { ...plain, setting: 'IP_ALLOWLIST', state: choose('CONFIGURED', 'NOT_CONFIGURED', 'NOT_CONFIGURED') },
    {
      ...plain,
      setting: 'API_KEY_ROTATION',
      state: rotated,
      rotation_days: rotated === 'ENABLED' ? rotation : null,
    },
    { ...plain, setting: 'AUDIT_LOGGING', state: choose('ENABLED', 'DISABLED', 'DISABLED') },
    { ...plain, setting: 'DATA_ENCRYPTION', state: choose('ENABLED', 'ENABLED', 'DISABLED') },
  ];
}

function compliance(customer_id: string, random: Random): DemoRows['compliance_items'] {
  const plain = {
    customer_id,
    since: null,
    details: null,
    required_regions: [],
    transfer_basis: null,
  } as const;
  return [
    {
      ...plain,
      aspect: 'Data Processing Agreement',
      status: random.chance(0.9) ? 'SIGNED' : 'GAP',
      scope: 'CUSTOMER',
      position: 1,
    },
    {
      ...plain,
      aspect: 'SOC2 Compliance',
      status: 'COVERED',
      scope: 'VENDOR',
      details: 'Your certification',
      position: 2,
    },
    {
      ...plain,
      aspect: 'GDPR Requirements',
      status: random.pick(['MET', 'MET', 'UNKNOWN']),
      scope: 'VENDOR',
      required_regions: random.chance(0.5) ? ['EU'] : [],
      transfer_basis: random.chance(0.7) ? 'Standard contractual clauses' : null,
      position: 3,
    },
    {
      ...plain,
      aspect: 'HIPAA',
      status: random.pick(['NOT_APPLICABLE', 'MET', 'GAP']),
      scope: 'CUSTOMER',
      position: 4,
    },
  ];
}

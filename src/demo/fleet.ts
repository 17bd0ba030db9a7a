import { fleetIntegration, type Shape } from './fleet-integrations.ts';
import { companyName, personName } from './fleet-names.ts';
import { fleetPapers } from './fleet-papers.ts';
import { fleetEndpoints, fleetUsage, type UsageShape } from './fleet-usage.ts';
import { createRandom, memberSeed, type Random } from './random.ts';
import { type DemoData, type DemoRows, emptyDemoData } from './rows.ts';
import { ago } from './series.ts';

const DAY = 86_400;
// Few are down: each is an alert within the demo's first hour.
const SHAPES: readonly (readonly [Shape, number])[] = [
  ['healthy', 69],
  ['degraded', 9],
  ['down', 1],
  ['inactive', 8],
  ['silent', 5],
  ['refused', 1],
  ['overdue', 1],
  ['manual', 3],
  ['webhook', 5],
  ['failing webhook', 3],
];
const COUNTS: readonly (readonly [number, number])[] = Array.from({ length: 13 }, (_, count) => [
  count,
  count === 0 ? 3 : 14 - count,
]);
const USAGE: readonly (readonly [UsageShape, number])[] = [
  ['steady', 40],
  ['growing', 25],
  ['step', 10],
  ['none', 10],
  ['short', 10],
  ['zero', 5],
];

/** How many customers the fleet has. */
const SIZE = 200;

const streamOf = (seed: number, index: number) => createRandom(memberSeed(seed, index));

/** Customers of many shapes, the same for a seed on every machine; only their times depend on `now`. */
export function buildFleet(seed: number, now: Date): DemoData {
  const fleet = emptyDemoData();
  for (let index = 0; index < SIZE; index++) addCustomer(fleet, index, streamOf(seed, index), now);
  return fleet;
}

/** The ids of the fleet's customers: the first thing that each draws from its stream. */
export function fleetIds(seed: number): string[] {
  return Array.from({ length: SIZE }, (_, index) => streamOf(seed, index).uuid());
}

function addCustomer(
  { rows, runs, deliveries, endpoints }: DemoData,
  index: number,
  random: Random,
  now: Date,
): void {
  const customer_id = random.uuid();
  const name = companyName(index, random);
  const domain = `customer-${index + 1}.example.com`;
  const csm = random.chance(0.9) ? personName(random) : null;
  rows.customers.push({
    id: customer_id,
    name,
    domain,
    csm_name: csm,
    csm_email: csm && `${csm.toLowerCase().replace(' ', '.')}@example.com`,
  });
  // A customer of whom nothing but the name is known yet.
  if (index % 50 === 20) return;

  // One with none and one with very many of every shape; the others like most.
  const integrations = index === 10 ? 0 : index === 11 ? 60 : random.weighted(COUNTS);
  for (let number = 0; number < integrations; number++) {
    const usual = random.weighted(SHAPES);
    const shape = index === 11 ? (SHAPES[number % SHAPES.length]?.[0] ?? usual) : usual;
    const made = fleetIntegration(customer_id, number, shape, random, now);
    rows.integrations.push(made.integration);
    runs.push(...made.runs);
    deliveries.push(...made.deliveries);
  }
  for (const product of random.sample(
    ['Tableau', 'Jira', 'Segment', 'Marketo'],
    random.weighted([
      [0, 6],
      [1, 3],
      [2, 1],
    ]),
  )) {
    rows.pending_integrations.push({
      customer_id,
      name: product,
      requested_at: ago(now, random.integer(1, 40) * DAY),
    });
  }
  const level = Math.round(10 ** random.between(3, 6));
  const usage = fleetUsage(
    customer_id,
    random.weighted(USAGE),
    level,
    index % 3 === 0 ? 84 : 35,
    random,
    now,
  );
  rows.api_usage_daily.push(...usage);
  if (usage.some(({ calls }) => calls > 0)) endpoints.push(...fleetEndpoints(customer_id, random));
  rows.api_quotas.push(...quotas(customer_id, level, random, now));
  fleetPapers(rows, customer_id, domain, random, now);
}

function quotas(customer_id: string, level: number, random: Random, now: Date): DemoRows['api_quotas'] {
  if (random.chance(0.08)) return [];
  const ratio = random.weighted([
    [random.between(0.1, 0.7), 14],
    [random.between(0.7, 0.9), 3],
    [random.between(0.9, 1.15), 2],
  ]);
  const unlimited = random.chance(0.1);
  const month = random.chance(0.3);
  const limit = month ? level * 30 : Math.ceil(level * 1.3);
  const next = month
    ? Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)
    : Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  return [
    {
      customer_id,
      resource: 'API_CALLS',
      period: month ? 'MONTH' : 'DAY',
      used: Math.round(limit * ratio),
      quota_limit: unlimited ? null : limit,
      unit: 'calls',
      resets_at: new Date(next).toISOString(),
    },
    {
      customer_id,
      resource: 'RATE_LIMIT',
      period: 'SECOND',
      used: Math.ceil(level / 20_000),
      quota_limit: 100,
      unit: 'calls/s',
      resets_at: null,
    },
    {
      customer_id,
      resource: 'STORAGE',
      period: 'NONE',
      used: random.integer(1, 70),
      quota_limit: 100,
      unit: 'GB',
      resets_at: null,
    },
  ];
}

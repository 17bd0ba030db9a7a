import type { Facts } from '../facts.ts';
import type { Integration } from '../integrations/model.ts';
import { normalName, type Product, productNamed, productOfIntegration } from './catalog.ts';
import { CATEGORIES } from './categories.ts';
import type { Technology } from './model.ts';

/** What a technology means for us. */
export type TechnologyRelevance = 'INTEGRATED' | 'OPPORTUNITY' | 'SAME_AS_OURS' | 'UNSUPPORTED' | 'STALE';

/** One technology of a customer's, whatever number of sources told of it. */
export interface JudgedTechnology {
  readonly category: string;
  readonly name: string;
  /** How sure it is now, 0–1, not rounded. */
  readonly confidence: number;
  /** The earliest and latest of all sources, ISO 8601; null when unknown. */
  readonly firstSeenAt: string | null;
  readonly lastSeenAt: string | null;
  /** The source that was believed; `integration` where a connected one confirms it. */
  readonly source: string;
  readonly relevance: TechnologyRelevance;
  /** Our catalog's entry; null: we do not know it. */
  readonly product: Product | null;
}

const DAY_MS = 86_400_000;
const HALF_LIFE_DAYS = 180;
const STALE_DAYS = 365;

/** The confidence that is left: the source's × 0.5^(age/180 d), 0–1 (design §7). Confirmed is 1, however long ago. */
export function currentConfidence(
  { confidence, confirmed, lastSeenAt }: Pick<Technology, 'confidence' | 'confirmed' | 'lastSeenAt'>,
  now: Date,
): number {
  return confirmed ? 1 : confidence * 0.5 ** (ageDays(lastSeenAt, now) / HALF_LIFE_DAYS);
}

/**
 * The customer's technologies by category and name, or null where they could not be read. Rows of one name (case and
 * punctuation aside) are one technology: a confirmed row is believed over inferred ones, else the surest now.
 * A connected integration confirms its technology, and brings it in where no source told of it.
 *
 * Relevance, first match: INTEGRATED confirmed or connected (confirmed but its integration switched off: not) ·
 * STALE last seen more than 365 days ago and not confirmed · SAME_AS_OURS · OPPORTUNITY we support it · UNSUPPORTED.
 * One that we support but that is less than half sure stays OPPORTUNITY, the only one of these words that says
 * nothing false of it; `findOpportunities` leaves it out and the confidence tells why.
 */
export function judgeTechnologies(
  { technologies, integrations }: Pick<Facts, 'technologies' | 'integrations'>,
  now: Date,
): JudgedTechnology[] | null {
  if (technologies === null) return null;
  const byName = Map.groupBy(technologies, ({ name }) => keyOf(productNamed(name), name));
  const integrationsByName = Map.groupBy(
    (integrations ?? []).filter(({ type }) => type !== 'CUSTOM'),
    ({ name }) => keyOf(productOfIntegration(name), name),
  );

  const judged = [...byName].map(([key, rows]) => judge(rows, integrationsByName.get(key) ?? [], now));
  for (const [key, group] of integrationsByName) {
    const connected = group.find(isConnected);
    if (connected && !byName.has(key)) judged.push(fromIntegration(connected));
  }
  return judged.sort((a, b) => compare(a.category, b.category) || compare(a.name, b.name));
}

function judge(
  rows: readonly Technology[],
  integrations: readonly Integration[],
  now: Date,
): JudgedTechnology {
  const sure = (row: Technology) => currentConfidence(row, now);
  const believed = rows.reduce((best, row) => {
    if (row.confirmed !== best.confirmed) return row.confirmed ? row : best;
    if (sure(row) !== sure(best)) return sure(row) > sure(best) ? row : best;
    return Date.parse(row.lastSeenAt) > Date.parse(best.lastSeenAt) ? row : best;
  });
  const connected = integrations.some(isConnected);
  const switchedOff = integrations.length > 0 && !connected;
  const lastSeenAt = extreme(
    rows.map((row) => row.lastSeenAt),
    Math.max,
  );
  const product = productNamed(believed.name);

  let relevance: TechnologyRelevance = 'UNSUPPORTED';
  if (connected || (believed.confirmed && !switchedOff)) relevance = 'INTEGRATED';
  else if (!believed.confirmed && ageDays(lastSeenAt, now) > STALE_DAYS) relevance = 'STALE';
  else if (product?.sameAsOurs) relevance = 'SAME_AS_OURS';
  else if (product?.benefit) relevance = 'OPPORTUNITY';
  return {
    category: believed.category,
    name: believed.name,
    confidence: connected ? 1 : sure(believed),
    firstSeenAt: extreme(
      rows.map((row) => row.firstSeenAt),
      Math.min,
    ),
    lastSeenAt,
    source: connected ? 'integration' : believed.source,
    relevance,
    product,
  };
}

function fromIntegration({ name, type, setupDate, lastSyncAt }: Integration): JudgedTechnology {
  const product = productOfIntegration(name);
  const category = Object.entries(CATEGORIES).find(([, kind]) => kind.type === type)?.[0] ?? 'Other';
  return {
    category: product?.category ?? category,
    name: product?.name ?? name,
    confidence: 1,
    firstSeenAt: `${setupDate}T00:00:00Z`,
    lastSeenAt: lastSyncAt,
    source: 'integration',
    relevance: 'INTEGRATED',
    product,
  };
}

/** What makes two names one technology. */
export function keyOf(product: Product | null, name: string): string {
  return normalName(product?.name ?? name);
}

/** Switched on, whatever its health. */
export function isConnected({ status }: Pick<Integration, 'status'>): boolean {
  return status !== 'INACTIVE';
}

/** Days since an instant, 0 for one to come. */
export function ageDays(instant: string, now: Date): number {
  return Math.max(0, (now.getTime() - Date.parse(instant)) / DAY_MS);
}

function extreme(instants: readonly string[], pick: (...times: number[]) => number): string {
  const time = pick(...instants.map((instant) => Date.parse(instant)));
  return instants.find((instant) => Date.parse(instant) === time) ?? '';
}

function compare(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left === right ? 0 : left < right ? -1 : 1;
}

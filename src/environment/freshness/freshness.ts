import type { EnvironmentSection, FreshnessStatus } from '../../generated/graphql.ts';
import { contractSections } from '../sections.ts';
import type { FreshnessRow } from './model.ts';

/** How recent one section is, as clients see it. */
export interface SectionFreshness {
  readonly section: EnvironmentSection;
  readonly updatedAt: string | null;
  readonly status: FreshnessStatus;
  readonly message: string | null;
}

type Column = Exclude<keyof FreshnessRow, 'customerId' | 'customer'>;

const columns: Readonly<Record<EnvironmentSection, Column>> = {
  INTEGRATIONS: 'integrations',
  PENDING_INTEGRATIONS: 'pendingIntegrations',
  USAGE: 'usage',
  QUOTAS: 'quotas',
  SECURITY: 'security',
  COMPLIANCE: 'compliance',
  DEPLOYMENT: 'deployment',
  TECH_STACK: 'techStack',
  CONTACTS: 'contacts',
  ISSUES: 'issues',
};

/** Where a row has the instant of a section. */
export function columnOf(section: EnvironmentSection): Column {
  return columns[section];
}

/** Judges one section: failed for this request, silent for longer than is usual, never heard of, or fresh. */
export function judgeFreshness(
  section: EnvironmentSection,
  row: FreshnessRow,
  failure: string | null,
  now: Date,
): SectionFreshness {
  const updatedAt = row[columns[section]];
  if (failure !== null) return { section, updatedAt, status: 'FAILED', message: failure };
  if (updatedAt === null)
    return { section, updatedAt, status: 'UNKNOWN', message: 'No data has arrived yet.' };
  const { staleAfterHours } = contractSections[section];
  const hours = (now.getTime() - Date.parse(updatedAt)) / 3_600_000;
  if (staleAfterHours !== null && hours > staleAfterHours) {
    const age = hours >= 48 ? `${Math.floor(hours / 24)} days` : `${Math.floor(hours)} hours`;
    return { section, updatedAt, status: 'STALE', message: `The source has been silent for ${age}.` };
  }
  return { section, updatedAt, status: 'FRESH', message: null };
}

/** The latest of some instants; compared as times, since their texts differ in how many digits they give. */
export function newest(instants: readonly (string | null)[]): string {
  const known = instants.filter((instant) => instant !== null);
  return known.reduce((latest, instant) => (Date.parse(instant) > Date.parse(latest) ? instant : latest));
}

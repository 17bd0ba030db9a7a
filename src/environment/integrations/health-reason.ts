import { instant } from '../health/wording.ts';
import type { Attempt } from './attempts.ts';

const ACRONYMS = /\b(http|https|dns|tls|ssl|api|url|ip|tcp|oauth)\b/g;
// Classes whose name says too little to people; any other is shown in its own words.
const WORDS: Readonly<Record<string, string>> = {
  LEASE_EXPIRED: 'no end was reported',
  AUTHENTICATION: 'authentication refused',
  RATE_LIMIT: 'rate limited',
};

/** "Salesforce refuses our credentials since 10:05 UTC on 3 Nov". */
export function credentialsRefused(name: string, since: string, now: Date): string {
  const at = Date.parse(since);
  if (Number.isNaN(at)) return `${name} refuses our credentials`;
  return `${name} refuses our credentials since ${instant(at, now)}`;
}

/**
 * What was wrong until now and is still told until the better has lasted: "The last 7 runs failed; better since 10:20 UTC
 * on 3 Nov, which counts after 15 min".
 */
export function betterSince(reason: string | null, now: Date, holdMs: number): string {
  const better = `better since ${instant(now.getTime(), now)}, which counts after ${interval(holdMs / 1000)}`;
  return reason === null ? `It is ${better}` : `${reason}; ${better}`;
}

/** "The last 7 runs failed: rate limited"; the argument holds just those, newest first. */
export function lastFailed(failures: readonly Attempt[]): string {
  return `The last ${failures.length} ${noun(failures)} failed${because(failures)}`;
}

/** "15 of 120 deliveries failed in 24 h: connection timeout"; the argument holds all 120, newest first. */
export function someFailed(attempts: readonly Attempt[], hours: number): string {
  const failures = attempts.filter(({ outcome }) => outcome === 'FAILED');
  return `${failures.length} of ${attempts.length} ${noun(attempts)} failed in ${hours} h${because(failures)}`;
}

/** "No sync for 3 h; one is due every 5 min", from seconds. The first figure is rounded down. */
export function overdue(elapsedSeconds: number, intervalSeconds: number): string {
  return `No sync for ${elapsed(elapsedSeconds)}; one is due every ${interval(intervalSeconds)}`;
}

function noun(attempts: readonly Attempt[]): string {
  const [first] = attempts;
  if (first === undefined || attempts.some(({ kind }) => kind !== first.kind)) return 'attempts';
  return first.kind === 'RUN' ? 'runs' : 'deliveries';
}

// The most frequent known class, the newest of equals; failures of unknown class have no say.
function because(failures: readonly Attempt[]): string {
  const counts = new Map<string, number>();
  for (const { errorClass } of failures) {
    if (errorClass === null || errorClass.trim() === '' || errorClass.toUpperCase() === 'UNKNOWN') continue;
    counts.set(errorClass, (counts.get(errorClass) ?? 0) + 1);
  }
  let most: [string, number] | null = null;
  for (const entry of counts) if (most === null || entry[1] > most[1]) most = entry;
  return most === null ? '' : `: ${words(most[0])}`;
}

function words(errorClass: string): string {
  const known = WORDS[errorClass.toUpperCase()];
  if (known !== undefined) return known;
  return errorClass
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_\-.\s]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(ACRONYMS, (acronym) => (acronym === 'oauth' ? 'OAuth' : acronym.toUpperCase()));
}

function elapsed(seconds: number): string {
  if (seconds >= 48 * 3600) return `${Math.floor(seconds / 86_400)} days`;
  if (seconds >= 2 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return seconds >= 120 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds)} s`;
}

function interval(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

import { roundHalfUp } from '../rounding.ts';
import type { Quota } from '../usage/model.ts';

/** "850,000"; at most two decimals. */
export function count(value: number): string {
  // Not by Intl, which would take most of the time that a score takes.
  const [whole = '', decimals] = String(roundHalfUp(value, 2)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** A ratio, not negative, as "85%", "66.7%" or "0.00012%": one decimal, or two significant digits under 1 %. */
export function percent(ratio: number): string {
  const value = ratio * 100;
  if (value > 0 && value < 0.0001) return 'under 0.0001%';
  return `${value < 1 ? Number(value.toPrecision(2)) : roundHalfUp(value, 1)}%`;
}

/** "Jan 26, 2026", of an instant or a day, in UTC. */
export function date(instant: string): string {
  return DATE.format(Date.parse(instant));
}
const DATE = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

/** "10:05 UTC on 3 Nov", of epoch milliseconds; with the year where it is not that of `now`. */
export function instant(ms: number, now: Date): string {
  const at = new Date(ms);
  const year = at.getUTCFullYear() === now.getUTCFullYear() ? '' : ` ${at.getUTCFullYear()}`;
  return `${at.toISOString().slice(11, 16)} UTC on ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}${year}`;
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A sentence's end, unless the text has one. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** With a capital first letter, where a sentence may begin with a figure in words. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What tells a customer's quotas apart: "API_CALLS/DAY". */
export function quotaId({ resource, period }: Pick<Quota, 'resource' | 'period'>): string {
  return `${resource}/${period}`;
}

const RESOURCE: Readonly<Record<Quota['resource'], string>> = {
  API_CALLS: 'API calls',
  RATE_LIMIT: 'API calls',
  STORAGE: 'Storage',
  WEBHOOKS: 'Webhooks',
};
const PERIOD: Readonly<Record<Quota['period'], string>> = {
  SECOND: ' per second',
  DAY: ' per day',
  MONTH: ' per month',
  NONE: '',
};

/** "API calls per day: 850,000 of 1,000,000 calls (85%)"; `ratio` is the quota's used ratio. */
export function quotaFigures(quota: Quota, ratio: number): string {
  const limit = quota.limit === null ? '' : ` of ${count(quota.limit)}`;
  return `${RESOURCE[quota.resource]}${PERIOD[quota.period]}: ${count(quota.used)}${limit} ${quota.unit} (${percent(ratio)})`;
}

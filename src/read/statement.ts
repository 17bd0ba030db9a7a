import { createHash } from 'node:crypto';
import type { AnyRead } from './read.ts';

/** A read, the keys it is asked for and the parameters, in the order of `read.parameters`. */
export interface Ask {
  readonly read: AnyRead;
  readonly keys: readonly string[];
  readonly parameters: readonly unknown[];
}

/** What the driver takes; `name` makes it a prepared statement. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string;
}

// Each name costs a plan on every connection, so documents that keep making new combinations go unnamed after this.
const MOST_PREPARED = 256;
/** One with more reads, or with one read by several parameters, is hardly ever asked again. */
const MOST_NAMED = 24;
const prepared = new Map<string, { text: string; name?: string }>();

/**
 * One statement for any number of asks: a row for each ask and key, with that key's rows as one JSON text.
 * json_agg over the read's own `order by` keeps its order; jsonb_agg would more than double the bytes.
 */
export function toStatement(asks: readonly Ask[]): Statement {
  const signature = asks.map(({ read }) => read.name).join('|');
  let cached = prepared.get(signature);
  if (!cached) {
    const text = buildText(asks.map(({ read }) => read));
    const isUsual = asks.length <= MOST_NAMED && new Set(asks.map(({ read }) => read)).size === asks.length;
    cached = isUsual && prepared.size < MOST_PREPARED ? { text, name: nameOf(text) } : { text };
    if (cached.name) prepared.set(signature, cached);
  }
  return { ...cached, values: asks.flatMap(({ keys, parameters }) => [keys, ...parameters]) };
}

function buildText(reads: readonly AnyRead[]): string {
  let position = 0;
  const parts = reads.map((read, index) => {
    const keys = `$${++position}`;
    const places = new Map(read.parameters.map((name) => [name, `$${++position}`]));
    const sql = read.sql.replace(/\$\((\w+)\)/g, (_, name: string) =>
      name === 'key' ? 'asked.key' : `${places.get(name)}`,
    );
    return `select ${index} as ask, asked.key::text as key, (select json_agg(found)::text from (\n${sql}\n) found) as rows from unnest(${keys}::uuid[]) as asked (key)`;
  });
  return parts.join('\nunion all\n');
}

function nameOf(text: string): string {
  return `read_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

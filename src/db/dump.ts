import type { Queryable } from './client.ts';
import { loadSql } from './sql.ts';

const DUMP = loadSql(new URL('./dump.sql', import.meta.url));

interface Entry {
  owner: string;
  kind: string;
  definition: string;
}

/**
 * Describes the public schema as text: equal schemas give equal text, whatever the order in which they were
 * built. For comparing and reading, not for loading; unlike pg_dump it needs no program.
 */
export async function describeSchema(db: Queryable): Promise<string> {
  const entries = await db.any<Entry>(DUMP);
  const lines: string[] = [];
  let owner = '';
  for (const entry of entries) {
    if (entry.owner !== owner) lines.push('', entry.owner);
    owner = entry.owner;
    const [first, ...rest] = entry.definition.trimEnd().split('\n');
    lines.push(`  ${entry.kind} ${first}`.trimEnd(), ...rest.map((line) => `  | ${line}`.trimEnd()));
  }
  return `${lines.join('\n').trimStart()}\n`;
}

import type { Database } from '../../db/client.ts';
import { loadSql } from '../../db/sql.ts';
import { isUuid } from '../../read/uuid.ts';
import { clean } from '../document/clean.ts';

interface Found {
  readonly id: string;
  readonly name: string;
  readonly exact: boolean;
}

const sql = loadSql(new URL('./find-customers.sql', import.meta.url));
const MOST_LISTED = 10;

/**
 * The id of the customer that a person means: by id, else by exact name (case aside), else by a beginning that only one
 * name has.
 * @throws {Error} in words, with those that could be meant, where it is none or several.
 */
export async function findCustomer(db: Database, asked: string): Promise<string> {
  const name = asked.trim();
  const found = await look(db, { name, id: isUuid(name) ? name : null });
  const exact = found.filter((one) => one.exact);
  const meant = exact.length > 0 ? exact : found;
  const [only] = meant;
  if (only && meant.length === 1) return only.id;
  if (!only) throw new Error(`There is no customer "${clean(name)}". ${await whoElse(db)}`);
  const candidates = meant.slice(0, MOST_LISTED).map((one) => `  ${one.id}  ${one.name}`);
  const more = meant.length > MOST_LISTED ? '\n  and more' : '';
  throw new Error(
    `"${name}" could be several customers; name one by its id:\n${candidates.join('\n')}${more}`,
  );
}

// They are for a terminal, which a name must not steer.
async function look(db: Database, asked: { name: string; id: string | null }): Promise<Found[]> {
  return clean(await db.any<Found>(sql, asked));
}

// Nobody remembers all names; the first few are a hint.
async function whoElse(db: Database): Promise<string> {
  const some = await look(db, { name: '', id: null });
  if (some.length === 0)
    return 'There are no customers at all: start the service (npm start), or load the demo data (npm run seed).';
  const names = some.slice(0, MOST_LISTED).map((one) => `  ${one.id}  ${one.name}`);
  return `There are, for example:\n${names.join('\n')}`;
}

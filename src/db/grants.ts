import type { Database } from './client.ts';
import { loadSql } from './sql.ts';

const missingGrantsSql = loadSql(new URL('./missing-grants.sql', import.meta.url));
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * The error of a migration, in words that say what to grant where the role may not create what it has to: since PostgreSQL
 * 15, only its owner may do so in the schema public of a database. Any other error comes back as it is.
 */
export async function explainRefusal(db: Database, error: unknown): Promise<unknown> {
  const { code, message } = (error instanceof Error && error.cause ? error.cause : error) as Error & {
    code?: string;
  };
  if (code !== INSUFFICIENT_PRIVILEGE) return error;
  const { role, database, places, grants } = await db.one(missingGrantsSql);
  // The tables may be another role's, for which there is no one statement.
  if (places === null) return error;
  return new Error(
    `The role ${role} may not create in the ${places} (${message}). Let it own the database ${database}, or let ` +
      `the owner run there: ${grants}`,
    { cause: error },
  );
}

import type { Database } from '../../src/db/client.ts';

/** An event as the table has it. */
export interface Told {
  readonly customerId: string;
  readonly section: string;
  readonly kind: string;
  readonly subjectId: string | null;
  readonly payload: object | null;
}

/** What statements of one transaction tell the feed, as their own transaction sees it before it commits. */
export function tellAll(db: Database, statements: readonly string[], ...values: unknown[]): Promise<Told[]> {
  return db.tx(async (tx) => {
    for (const statement of statements) await tx.none(statement, values);
    return tx.any<Told>(
      `select customer_id as "customerId", section, kind, subject_id as "subjectId", payload
       from environment_events where xid = pg_current_xact_id() order by id`,
    );
  });
}

/** Customer and section of each change of a section. */
export function sections(told: readonly Told[]): string[] {
  return told
    .filter(({ kind }) => kind === 'SECTION_CHANGED')
    .map(({ customerId, section }) => `${customerId} ${section}`)
    .sort();
}

import type { Context } from '../environment/context.ts';
import type { CustomerRow } from '../environment/customer/model.ts';
import { sections } from '../environment/sections.ts';
import { DomainError } from '../errors.ts';
import { parseUuid } from '../read/uuid.ts';

/** What is answered about a thing that is not there, or whose customer may not be seen, which looks the same. */
export function notFound(what: string): DomainError {
  return new DomainError('NOT_FOUND', `There is no ${what} with this id.`);
}

/**
 * A thing that was asked for.
 * @throws {DomainError} NOT_FOUND where there is none.
 */
export async function found<Thing>(what: string, loading: Promise<Thing | null>): Promise<Thing> {
  const thing = await loading;
  if (thing === null) throw notFound(what);
  return thing;
}

/**
 * The customer with this id.
 * @throws {DomainError} for an id that is no UUID, or of no customer that may be seen.
 */
export function customerOf(id: string, { loaders }: Context): Promise<CustomerRow> {
  return found('customer', loaders.loadOne(sections.customer, parseUuid(id, 'customerId')));
}

/** Runs one statement in a transaction that names the caller. */
export function write(context: Context, sql: string, values: object): Promise<void> {
  return context.write(async (tx) => {
    await tx.none(sql, values);
  });
}

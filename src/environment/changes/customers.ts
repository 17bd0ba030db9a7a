import { parseUuid } from '../../read/uuid.ts';

/**
 * The customers that a subscription names, in one argument or the other: all where it names none, nobody where its list is
 * empty.
 * @throws {BadUserInput} for an id that is not a UUID.
 */
export function parseCustomers({
  customerId,
  customerIds,
}: {
  customerId?: string | null | undefined;
  customerIds?: readonly string[] | null | undefined;
}): 'all' | ReadonlySet<string> {
  if (customerId == null && customerIds == null) return 'all';
  const named = [...(customerIds ?? []), ...(customerId == null ? [] : [customerId])];
  return new Set(named.map((id) => parseUuid(id, 'customerId')));
}

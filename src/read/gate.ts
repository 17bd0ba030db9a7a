import { getOrMake } from './get-or-make.ts';

/** Whose eyes a request has: proved by the server at the door, asked by everything behind it. */
export interface Identity {
  /** `local`: a caller on this machine; `router`: a request with the router's secret; `link`: one with a link of ours. */
  readonly kind: 'local' | 'router' | 'link';
  /** Who it is, as histories keep it. */
  readonly subject: string;
  /** The customers it may see, by lower-case id. */
  readonly customers: 'all' | ReadonlySet<string>;
}

/**
 * The one gate in front of every loader, subscription event and report. A customer that may not be seen looks like one
 * that does not exist. What belongs to no single customer (null) is for those who may see all of them.
 */
export function maySee({ customers }: Identity, customerId: string | null): boolean {
  return customers === 'all' || (customerId !== null && customers.has(customerId));
}

const rights = new WeakMap<Identity, string>();

/** A name for what an identity may see: two with the same one are told the same. */
export function rightsOf(identity: Identity): string {
  return getOrMake(rights, identity, () =>
    // Nested, so that no id can pass for the right to all, nor several for one.
    JSON.stringify(identity.customers === 'all' ? 'all' : [...identity.customers].sort()),
  );
}

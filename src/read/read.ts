import { loadSql } from '../db/sql.ts';

/**
 * One query of the read model, written for a single key. `$(key)` is that key; every other `$(name)` is a parameter.
 * Its rows are JSON by the time they arrive, so instants are text and int8 is a number.
 */
export interface Read<Row, Parameters extends object = object> {
  readonly name: string;
  readonly sql: string;
  /** Names of the parameters besides `key`, in the order in which they first occur. */
  readonly parameters: readonly string[];
  /** True where the key is the customer's id, so that the gate can refuse before any SQL. */
  readonly byCustomer: boolean;
  /** Only for the compiler: what a row looks like and what the parameters are. */
  readonly types?: (parameters: Parameters) => Row;
}

/** Any read, whatever its rows. */
// biome-ignore lint/suspicious/noExplicitAny: a read is invariant in its parameters, so `object` would fit none
export type AnyRead = Read<unknown, any>;

/** Loads a read from its file; meant for module level, so that a bad file stops the start. */
export function defineRead<Row, Parameters extends object = object>(
  name: string,
  url: URL,
  { byCustomer = true } = {},
): Read<Row, Parameters> {
  const sql = loadSql(url);
  const names = [...sql.matchAll(/\$\((\w+)\)/g)].map((match) => match[1] as string);
  if (!names.includes('key'))
    throw new Error(`The query ${name} never uses $(key): it would answer the same for every key.`);
  return {
    name,
    sql,
    byCustomer,
    parameters: [...new Set(names)].filter((parameter) => parameter !== 'key'),
  };
}

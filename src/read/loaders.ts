import DataLoader from 'dataloader';
import { DomainError } from '../errors.ts';
import { type Identity, maySee } from './gate.ts';
import { getOrMake } from './get-or-make.ts';
import type { AnyRead, Read } from './read.ts';
import type { Reader } from './reader.ts';
import type { Ask } from './statement.ts';

interface Owned {
  /** Null: it belongs to no single customer. */
  readonly customerId: string | null;
}

type Dispatch = () => void;
type Waiting = { ask: Ask; settle: (answer: Awaited<ReturnType<Reader['read']>>[number]) => void };

/**
 * The loaders of one request: one DataLoader for each read and set of parameters, all of which wait for the same tick,
 * so that whatever a tick asks for goes to the reader together. Rows keep the order of their read; a key without rows
 * gives an empty list. Nothing passes that the identity may not see.
 */
export class Loaders {
  /** The instant that `$(now)` stands for in every read of this request. */
  readonly now: Date;
  readonly #reader: Reader;
  readonly #identity: Identity;
  readonly #loaders = new Map<string, DataLoader<string, readonly unknown[]>>();
  #dispatches: Dispatch[] = [];
  #waiting: Waiting[] = [];

  constructor(reader: Reader, identity: Identity, now: Date) {
    this.#reader = reader;
    this.#identity = identity;
    this.now = now;
  }

  /**
   * The rows of a read for one key.
   * @throws {DomainError} when they cannot be read; other reads of the same tick may still answer.
   */
  async load<Row extends Owned, Parameters extends object>(
    read: Read<Row, Parameters>,
    key: string,
    ...[parameters]: object extends Parameters ? [] : [Parameters]
  ): Promise<readonly Row[]> {
    if (read.byCustomer && !maySee(this.#identity, key)) return [];
    const rows = (await this.#loaderOf(read, parameters).load(key)) as readonly Row[];
    return read.byCustomer ? rows : rows.filter(({ customerId }) => maySee(this.#identity, customerId));
  }

  /** Like load, for reads with at most one row: that row or null. */
  async loadOne<Row extends Owned>(read: Read<Row>, key: string): Promise<Row | null> {
    return (await this.load(read, key))[0] ?? null;
  }

  #loaderOf(read: AnyRead, given: object | undefined): DataLoader<string, readonly unknown[]> {
    const all: Record<string, unknown> = { now: this.now.toISOString(), ...given };
    const parameters = read.parameters.map((name) => all[name] ?? null);
    const id = parameters.length === 0 ? read.name : `${read.name} ${JSON.stringify(parameters)}`;
    return getOrMake(
      this.#loaders,
      id,
      () =>
        new DataLoader((keys) => this.#ask({ read, keys, parameters }), {
          batchScheduleFn: (dispatch) => this.#schedule(dispatch),
        }),
    );
  }

  // As DataLoader's own schedule: after the promise jobs of this tick, so that resolvers that wait for one another
  // without waiting for I/O still share a batch.
  #schedule(dispatch: Dispatch): void {
    if (this.#dispatches.push(dispatch) > 1) return;
    Promise.resolve().then(() => process.nextTick(() => this.#flush()));
  }

  #ask(ask: Ask): Promise<ArrayLike<readonly unknown[] | Error>> {
    return new Promise((resolve) => {
      const settle: Waiting['settle'] = (answer) =>
        resolve(ask.keys.map((key) => (answer instanceof DomainError ? answer : (answer.get(key) ?? []))));
      this.#waiting.push({ ask, settle });
    });
  }

  async #flush(): Promise<void> {
    const dispatches = this.#dispatches;
    this.#dispatches = [];
    for (const dispatch of dispatches) dispatch();
    const waiting = this.#waiting;
    this.#waiting = [];
    // A batch of what is remembered already asks for nothing.
    if (waiting.length === 0) return;
    const answers = await this.#reader.read(waiting.map(({ ask }) => ask));
    waiting.forEach(({ settle }, index) => {
      settle(answers[index] ?? new DomainError('SERVICE_UNAVAILABLE', 'The read gave no answer.'));
    });
  }
}

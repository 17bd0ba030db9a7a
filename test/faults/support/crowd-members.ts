import { WebSocket } from 'ws';
import { monotonicMs } from './clock.ts';

// The members of a crowd, each with a socket of its own, in a process of their own: see crowd.ts.

/** What this process is asked for. */
export type Order =
  | { readonly kind: 'connect'; readonly address: string; readonly start: string; readonly query: string }
  /** No member reads its socket any more, or all do again. */
  | { readonly kind: 'read'; readonly reads: boolean }
  | { readonly kind: 'progress' }
  | { readonly kind: 'report' };

/** How a member's socket was closed. */
export interface Closed {
  readonly code: number;
  readonly reason: string;
  /** On the monotonic clock. */
  readonly at: number;
}

/** What a member heard, over all its sockets. */
export interface Report {
  readonly numbers: Int32Array;
  /** When each came, on the monotonic clock. */
  readonly at: Float64Array;
  /** How often an event did not name the one before it. */
  readonly breaks: number;
  readonly closes: readonly Closed[];
}

/** What this process answers: how many there are, the least that one of them has heard, or everything. */
export type Told = number | Report[];

const PROBE_MS = 250;

class Member {
  readonly #numbers: number[] = [];
  readonly #at: number[] = [];
  readonly #closes: Closed[] = [];
  #last: string | null = null;
  #breaks = 0;
  #socket: WebSocket | null = null;

  get heard(): number {
    return this.#numbers.length;
  }

  get report(): Report {
    return {
      numbers: Int32Array.from(this.#numbers),
      at: Float64Array.from(this.#at),
      breaks: this.#breaks,
      closes: this.#closes,
    };
  }

  /** Subscribes after what it heard last, unless it still is; settled once the service has taken the subscription. */
  async connect({ address, start, query }: Order & { kind: 'connect' }): Promise<void> {
    if (this.#socket?.readyState === WebSocket.OPEN) return;
    const taken = Promise.withResolvers<void>();
    const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const send = (message: object) => socket.send(JSON.stringify(message));
    this.#last ??= start;
    this.#socket = socket;
    socket.on('open', () => send({ type: 'connection_init' }));
    socket.on('message', (data) => {
      const at = monotonicMs();
      const { type, payload } = JSON.parse(String(data));
      if (type === 'connection_ack') {
        send({ type: 'subscribe', id: '1', payload: { query, variables: { after: this.#last } } });
        // Messages are taken in order, so what is answered after it shows that it has been taken.
        send({ type: 'ping' });
      } else if (type === 'pong') taken.resolve();
      else if (type === 'next') this.#hear(payload.data.integrationStatusChanged, at);
    });
    socket.on('error', () => {});
    socket.on('close', (code, reason) => {
      this.#closes.push({ code, reason: String(reason), at: monotonicMs() });
      taken.reject(new Error(`A socket was closed with ${code} ${reason} before it was taken.`));
    });
    return taken.promise;
  }

  read(reads: boolean): void {
    if (reads) this.#socket?.resume();
    else this.#socket?.pause();
  }

  /** Who does not read only learns by writing that the other side has gone. */
  probe(): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.ping();
  }

  #hear(event: { cursor: string; previousCursor: string; reason: string }, at: number): void {
    if (event.previousCursor !== this.#last) this.#breaks += 1;
    this.#last = event.cursor;
    this.#numbers.push(Number(event.reason));
    this.#at.push(at);
  }
}

const members = Array.from({ length: Number(process.argv[2]) }, () => new Member());
process.once('disconnect', () => process.exit());
process.on('message', async (order: Order) => {
  if (order.kind === 'connect') {
    await Promise.all(members.map((member) => member.connect(order)));
    tell(members.length);
  } else if (order.kind === 'read') {
    for (const member of members) member.read(order.reads);
    tell(members.length);
  } else if (order.kind === 'progress') tell(Math.min(...members.map(({ heard }) => heard)));
  else tell(members.map(({ report }) => report));
});
setInterval(() => {
  for (const member of members) member.probe();
}, PROBE_MS);

function tell(message: Told): void {
  process.send?.(message);
}

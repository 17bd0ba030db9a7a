import type { Duplex } from 'node:stream';
import {
  CloseCode,
  type Context as Connection,
  type Message,
  MessageType,
  type WebSocket as ProtocolSocket,
  parseMessage,
  type SubscribeMessage,
} from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Identity } from '../read/gate.ts';
import { backlogOf } from './backlog.ts';
import { nextFrames } from './frames.ts';
import { type Outlet, READY_BYTES } from './live/outlet.ts';
import { PeerOutlet } from './peer-outlet.ts';
import { Pulse } from './pulse.ts';

/** What one socket may be, and whom to tell what becomes of it. */
export interface PeerOptions {
  /** What may wait to be read by the other side before it is cut off. */
  readonly bufferBytes: number;
  /** How often the other side is asked whether it is there. */
  readonly heartbeatMs: number;
  readonly onCut: () => void;
  /** Runs an operation; what it throws is a defect of ours. */
  readonly run: (peer: Peer, identity: Identity, message: SubscribeMessage) => Promise<void>;
  /** Errors as clients are told them. */
  readonly present: (errors: readonly unknown[]) => readonly unknown[];
}

/** Try again later: clients of graphql-transport-ws connect again after it. */
export const TRY_AGAIN_LATER = 1013;
const TOO_SLOW = 'Too slow to keep up: connect again and subscribe with `after` set to the last cursor.';
const SILENT = 'No answer to a ping: connect again and subscribe with `after` set to the last cursor.';
/** How long a socket may take to say who it is. */
const INIT_MS = 3_000;
/** How long a socket may take to answer that it closes. */
export const FAREWELL_MS = 2_000;
/** How long one that is too slow may take to read why it is cut off, which stands behind all that it has not read. */
const CUT_MS = 5_000;
/** What may wait for each subscription of a socket that carries many. */
const BYTES_EACH = 16_384;
/** What a close frame holds (RFC 6455). */
const REASON_BYTES = 123;
/** What servers alone say. */
const OURS: ReadonlySet<string> = new Set([MessageType.ConnectionAck, MessageType.Next, MessageType.Error]);

/**
 * One WebSocket and what waits on it. A side that reads too slowly, or not at all, is cut off with a code and a reason
 * that say how to come back without a gap; it never makes others wait.
 */
export class Peer implements ProtocolSocket {
  readonly socket: WebSocket;
  /** What came as Router-Authorization with the HTTP request. */
  readonly header: unknown;
  /** How many it carries. */
  subscriptions = 0;
  readonly #stream: Duplex;
  readonly #options: PeerOptions;
  // Who is at the other side, and what graphql-ws knows of it, once it has been let in.
  #identity: Identity | null = null;
  #connection: Connection | null = null;
  /** When it has to have said who it is, or is to be asked whether it is there. */
  #next = performance.now() + INIT_MS;
  readonly #pulse = new Pulse();
  #drained: Promise<void> | null = null;

  constructor(socket: WebSocket, stream: Duplex, header: unknown, options: PeerOptions) {
    this.socket = socket;
    this.header = header;
    this.#stream = stream;
    this.#options = options;
    socket.on('pong', () => this.#pulse.answer());
  }

  /** The subprotocol agreed on. */
  get protocol(): string {
    return this.socket.protocol;
  }

  /** Closes the socket in good order, with as much of the reason as a close frame holds. */
  close(code?: number, reason = ''): void {
    const bytes = Buffer.from(reason).subarray(0, REASON_BYTES);
    // Without the character that was cut in two.
    this.socket.close(code, new TextDecoder().decode(bytes, { stream: true }));
  }

  /** Hands on each message that graphql-ws is to answer; one that fails is a defect of ours, and ends the socket. */
  onMessage(answer: (message: string) => Promise<void>): void {
    this.socket.on('message', (data) => {
      // What it asked for before it had read that we close could not be answered.
      if (this.socket.readyState !== this.socket.OPEN) return;
      this.#take(String(data), answer).catch((error: unknown) => {
        this.#options.present([error]);
        this.close(CloseCode.InternalServerError, 'Something went wrong on our side.');
      });
    });
  }

  async #take(text: string, answer: (message: string) => Promise<void>): Promise<void> {
    const message = read(text);
    if (message && OURS.has(message.type)) {
      this.close(CloseCode.BadRequest, `Clients do not send "${message.type}"`);
    } else if (message?.type === MessageType.Subscribe && this.#mayRun(message)) {
      await this.#options.run(this, this.#identity as Identity, message);
    } else await answer(text);
  }

  // Not before it was told that it is let in, nor twice under one name: graphql-ws closes the socket for both.
  #mayRun({ id }: SubscribeMessage): boolean {
    return this.#connection?.acknowledged === true && !(id in this.#operations);
  }

  // A socket that closes is given an empty list, so this is asked for each time.
  get #operations(): Connection['subscriptions'] {
    return this.#connection?.subscriptions ?? {};
  }

  /** Lets the other side in: from now on it may ask for operations. */
  admit(identity: Identity, connection: Connection): void {
    this.#identity = identity;
    this.#connection = connection;
    this.#next = performance.now() + this.#options.heartbeatMs;
  }

  /** Sends one message of the protocol. */
  send(message: string): void {
    if (this.#keepsUp()) this.socket.send(message);
  }

  /** Takes the name of an operation. The function that it gives tells whether the other side still wants that one. */
  reserve(id: string): () => boolean {
    const reservation = nothing();
    this.#operations[id] = reservation;
    return () => this.#operations[id] === reservation;
  }

  /** Holds a subscription under the name that was taken for it: it is returned when the other side has no more use for it. */
  hold(id: string, subscription: AsyncGenerator): void {
    this.#operations[id] = subscription;
  }

  /** Ends an operation that has one result with that. */
  answer(id: string, payload: unknown): void {
    const message = JSON.stringify({ id, type: MessageType.Next, payload });
    delete this.#operations[id];
    // Together: a long result that has yet to be read is not slowness.
    if (!this.#keepsUp()) return;
    this.socket.send(message);
    this.socket.send(JSON.stringify({ id, type: MessageType.Complete }));
  }

  /** Ends an operation: it is complete, or these are the errors for which it cannot go on. */
  end(id: string, ...errors: readonly unknown[]): void {
    delete this.#operations[id];
    const type = errors.length === 0 ? MessageType.Complete : MessageType.Error;
    const payload = errors.length === 0 ? undefined : this.#options.present(errors);
    this.send(JSON.stringify({ id, type, payload }));
  }

  /** The way of one subscription's results. */
  outlet(id: string): Outlet {
    return new PeerOutlet(this, id);
  }

  /**
   * Asks whether the other side is there, when it is time. Ends it where it never said who it is, or did not answer the
   * last time, unless it has been reading since then what stands before the question.
   */
  beat(now: number): void {
    if (now < this.#next || this.socket.readyState !== this.socket.OPEN) return;
    this.#next = now + this.#options.heartbeatMs;
    if (!this.#connection) {
      this.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
      return;
    }
    if (this.#pulse.ask(backlogOf(this.#stream))) this.socket.ping();
    else this.#cut(SILENT);
  }

  /**
   * Sends results of the subscription with this id, given as bytesOf its JSON. Past the socket's own framing: it holds
   * nothing back, since messages are not compressed, so frames stay in order.
   */
  sendResults(id: string, results: readonly string[]): boolean {
    if (!this.#keepsUp()) return false;
    this.#stream.write(nextFrames(id, results), 'latin1');
    return true;
  }

  // One event for thousands who share a socket is a lot at once, however well the other side reads.
  #keepsUp(): boolean {
    const most = Math.max(this.#options.bufferBytes, this.subscriptions * BYTES_EACH);
    if (this.socket.bufferedAmount > most) this.#cut(TOO_SLOW);
    return this.socket.readyState === this.socket.OPEN;
  }

  #cut(reason: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.#options.onCut();
    this.socket.close(TRY_AGAIN_LATER, reason);
    // Who does not read does not answer either.
    setTimeout(() => this.socket.terminate(), CUT_MS).unref();
  }

  /** Whether most of what was sent has been read, or the socket is gone. */
  get isReady(): boolean {
    return this.#stream.destroyed || this.socket.bufferedAmount < READY_BYTES;
  }

  /** Settled once that may be so; one listener serves all that wait, however many share the socket. */
  async ready(): Promise<void> {
    if (this.isReady) return;
    this.#drained ??= new Promise<void>((resolve) => {
      const done = () => {
        this.#stream.off('drain', done).off('close', done);
        this.#drained = null;
        resolve();
      };
      this.#stream.on('drain', done).on('close', done);
    });
    await this.#drained;
  }
}

// What it cannot read it leaves to graphql-ws, which says so.
function read(text: string): Message | null {
  try {
    return parseMessage(text);
  } catch {
    return null;
  }
}

async function* nothing(): AsyncGenerator<never> {}

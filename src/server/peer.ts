import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { CloseCode, type WebSocket as ProtocolSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { nextFrames } from './frames.ts';
import type { Outlet } from './live/outlet.ts';

/** What one socket may be, and whom to tell what becomes of it. */
export interface PeerOptions {
  /** What may wait to be read by the other side before it is cut off. */
  readonly bufferBytes: number;
  /** How often the other side is asked whether it is there. */
  readonly heartbeatMs: number;
  readonly onCut: () => void;
  readonly onDefect: (error: unknown) => void;
}

/** Try again later: clients of graphql-transport-ws connect again after it. */
export const TRY_AGAIN_LATER = 1013;
const TOO_SLOW = 'Too slow to keep up: connect again and subscribe with `after` set to the last cursor.';
const SILENT = 'No answer to a ping: connect again and subscribe with `after` set to the last cursor.';
/** How long a socket may take to answer that it closes. */
export const FAREWELL_MS = 2_000;
/** How long one that is too slow may take to read why it is cut off, which stands behind all that it has not read. */
const CUT_MS = 5_000;
/** Below this the other side reads well enough to be sent more. */
const READY_BYTES = 65_536;

/**
 * One WebSocket and what waits on it. A side that reads too slowly, or not at all, is cut off with a code and a reason
 * that say how to come back without a gap; it never makes others wait.
 */
export class Peer implements ProtocolSocket {
  readonly socket: WebSocket;
  /** How many it carries. */
  subscriptions = 0;
  readonly #stream: Duplex;
  readonly #options: PeerOptions;
  #nextPing: number;
  /** How often it did not answer; less where it has just been reading, since more than we see may stand before a ping. */
  #silences = 0;
  /** What stood before the last ping. */
  #before: Backlog | null = null;

  constructor(socket: WebSocket, stream: Duplex, options: PeerOptions) {
    this.socket = socket;
    this.#stream = stream;
    this.#options = options;
    this.#nextPing = performance.now() + options.heartbeatMs;
    socket.on('pong', () => {
      this.#silences = 0;
    });
  }

  /** The subprotocol agreed on. */
  get protocol(): string {
    return this.socket.protocol;
  }

  /** Closes the socket in good order. */
  close(code?: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  /** Hands on each message; one that fails is a defect of ours, and ends the socket. */
  onMessage(take: (message: string) => Promise<void>): void {
    this.socket.on('message', (data) => {
      take(String(data)).catch((error: unknown) => {
        this.#options.onDefect(error);
        this.close(CloseCode.InternalServerError, 'Something went wrong on our side.');
      });
    });
  }

  /** Sends one message of the protocol. */
  send(message: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.socket.send(message);
    this.#watch();
  }

  /** The way of one subscription's results. */
  outlet(id: string): Outlet {
    return new PeerOutlet(this, JSON.stringify(id));
  }

  /**
   * Asks whether the other side is there, when it is time; cuts it off where it did not answer the last time, unless it
   * has been reading since then what stands before the question.
   */
  beat(now: number): void {
    if (now < this.#nextPing || this.socket.readyState !== this.socket.OPEN) return;
    this.#nextPing = now + this.#options.heartbeatMs;
    const backlog = backlogOf(this.#stream);
    if (this.#before && (!backlog || isLess(backlog, this.#before))) this.#silences = -1;
    this.#before = backlog;
    if (this.#silences > 0) {
      this.#cut(SILENT);
    } else {
      this.#silences += 1;
      this.socket.ping();
    }
  }

  /**
   * Sends results of the subscription with this id, given as JSON. Past the socket's own framing: it holds nothing back,
   * since messages are not compressed, so frames stay in order.
   */
  sendResults(id: string, results: readonly string[]): boolean {
    if (this.socket.readyState !== this.socket.OPEN) return false;
    this.#watch();
    if (this.socket.readyState !== this.socket.OPEN) return false;
    this.#stream.write(nextFrames(id, results));
    return true;
  }

  #watch(): void {
    if (this.socket.bufferedAmount > this.#options.bufferBytes) this.#cut(TOO_SLOW);
  }

  #cut(reason: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.#options.onCut();
    this.socket.close(TRY_AGAIN_LATER, reason);
    // Who does not read does not answer either.
    setTimeout(() => this.socket.terminate(), CUT_MS).unref();
  }

  /** Settled once most of what was sent has been read, or the socket is closed. */
  async ready(): Promise<void> {
    if (this.socket.bufferedAmount < READY_BYTES) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#stream.off('drain', done).off('close', done);
        resolve();
      };
      this.#stream.on('drain', done).on('close', done);
    });
  }
}

/** What waits in this process to be taken by the system, whose own buffers are full then: it takes more as it is read. */
interface Backlog {
  /** Bytes that have been taken, in whole writes. */
  readonly taken: number;
  /** Bytes that are left of the present write, into which Node.js puts all that has gathered. */
  readonly left: number;
}

// Node.js itself looks at `_handle` for whether a write goes on, and has no other name for it.
type Handled = Socket & { readonly _handle?: { readonly writeQueueSize?: number } | null };

function backlogOf(stream: Duplex): Backlog | null {
  if (stream.writableLength === 0 || !(stream instanceof Socket)) return null;
  const left = (stream as Handled)._handle?.writeQueueSize ?? 0;
  return { taken: stream.bytesWritten - stream.writableLength, left };
}

function isLess(now: Backlog, before: Backlog): boolean {
  return now.taken > before.taken || (now.taken === before.taken && now.left < before.left);
}

// An object rather than closures: there are thousands.
class PeerOutlet implements Outlet {
  readonly #peer: Peer;
  readonly #id: string;

  constructor(peer: Peer, id: string) {
    this.#peer = peer;
    this.#id = id;
  }

  get transport() {
    return 'websocket' as const;
  }

  get connection(): Peer {
    return this.#peer;
  }

  send(results: readonly string[]): boolean {
    return this.#peer.sendResults(this.#id, results);
  }

  ready(): Promise<void> {
    return this.#peer.ready();
  }
}

import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What waits in this process to be taken by the system, whose own buffers are full then: it takes more as it is read. */
export interface Backlog {
  /** Bytes that have been taken, in whole writes. */
  readonly taken: number;
  /** Bytes that are left of the present write, into which Node.js puts all that has gathered. */
  readonly left: number;
}

// Node.js itself looks at `_handle` for whether a write goes on, and has no other name for it.
type Handled = Socket & { readonly _handle?: { readonly writeQueueSize?: number } | null };

/** What waits before a stream; null where nothing does. */
export function backlogOf(stream: Duplex): Backlog | null {
  if (stream.writableLength === 0 || !(stream instanceof Socket)) return null;
  const left = (stream as Handled)._handle?.writeQueueSize ?? 0;
  return { taken: stream.bytesWritten - stream.writableLength, left };
}

/** Whether something of what stood there before has been read since. */
export function isLess(now: Backlog, before: Backlog): boolean {
  return now.taken > before.taken || (now.taken === before.taken && now.left < before.left);
}

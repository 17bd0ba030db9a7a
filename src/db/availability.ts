import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './client.ts';
import { describeUrl } from './url.ts';

/** How long to wait for a database, and whom to tell meanwhile. */
export interface WaitOptions {
  /** Give up after this long; 30 s by default. */
  timeoutMs?: number;
  /** Told in sentences for the log: that it waits, so every minute, and that the wait is over. */
  onWaiting?: (message: string) => void;
  /** Breaks the wait off, with its reason. */
  signal?: AbortSignal;
}

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 2_000;
const REMIND_MS = 60_000;

const LOST_SQLSTATES = new Set([
  '57P01', // admin_shutdown, also pg_terminate_backend
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now: starting up or shutting down
  '57P05', // idle_session_timeout
]);
const LOST_SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
// What pg and pg-pool say without a code.
const LOST_MESSAGE =
  /^Connection terminated|^timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error/;

/**
 * True when the error means that the database is unreachable or has ended the connection, so that the same
 * statement may succeed later; false when the database has judged the statement.
 */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') {
    if (LOST_SQLSTATES.has(code) || LOST_SYSTEM_CODES.has(code)) return true;
    if (/^08[0-9A-Z]{3}$/.test(code)) return true;
    // The folder of a Unix socket is there, its server is not; elsewhere ENOENT is just a missing file.
    if (code === 'ENOENT' && syscall === 'connect') return true;
  }
  if (LOST_MESSAGE.test(error.message)) return true;
  // `localhost` tried as ::1 and as 127.0.0.1 gives one error that holds both.
  if (error instanceof AggregateError && error.errors.some(isConnectionLost)) return true;
  return error.cause !== undefined && isConnectionLost(error.cause);
}

/**
 * Waits until the database answers, retrying with growing delays. Throws at once when it answers with a
 * refusal that waiting cannot cure (wrong password, no such database).
 */
export async function waitForDatabase(db: Database, options: WaitOptions = {}): Promise<void> {
  const { timeoutMs = 30_000, onWaiting = () => {}, signal } = options;
  const deadline = Date.now() + timeoutMs;
  const target = describeTarget(db);
  let told: number | undefined;
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
    try {
      await db.one('select 1 as ready');
      if (told !== undefined) onWaiting(`The database at ${target} answers.`);
      return;
    } catch (error) {
      signal?.throwIfAborted();
      const reason = reasonOf(error);
      if (!isWorthWaiting(error)) {
        throw new Error(`The database at ${target} refuses us: ${reason}. Check DATABASE_URL.`, {
          cause: error,
        });
      }
      const left = deadline - Date.now();
      if (left <= 0) {
        throw new Error(
          `The database at ${target} did not answer within ${timeoutMs / 1000} s: ${reason}. ` +
            'Start it, or correct DATABASE_URL.',
          { cause: error },
        );
      }
      if (told === undefined || Date.now() - told >= REMIND_MS) {
        told = Date.now();
        onWaiting(`Waiting for the database at ${target} (${reason}), ${Math.ceil(left / 1000)} s left.`);
      }
      await sleep(Math.min(delay, left), undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}

function isWorthWaiting(error: unknown): boolean {
  // 53300: every connection slot is taken, which passes.
  return isConnectionLost(error) || (error as { code?: unknown }).code === '53300';
}

/** What an error says, as part of a sentence. */
export function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return (message || code || String(error)).replace(/\.$/, '');
}

// Never the URL itself: it holds a password.
function describeTarget(db: Database): string {
  const { connectionString, host, port, database } = db.$cn as Record<string, unknown>;
  if (typeof connectionString !== 'string') return `${host}:${port}/${database}`;
  return describeUrl(connectionString);
}

import { type Attempt, CANCELLED, retry } from './attempt.ts';
import type { Outcome } from './channel.ts';
import type { Answer } from './egress.ts';

const LONGEST_WAIT_MS = 3_600_000;

/**
 * What an answer over HTTP means, for webhooks and Slack alike. Receivers drop repeats by their id, so in doubt a
 * notification is sent again.
 *
 * | answer | outcome |
 * |---|---|
 * | 2xx, whatever becomes of the body | DELIVERED |
 * | 410 | GONE |
 * | 3xx | RETRY: redirects are not followed, since they may lead anywhere |
 * | 429, 503 | RETRY, after `Retry-After` (seconds or an HTTP date, at most an hour) where there is one |
 * | other 4xx | RETRY, saying that the receiver refuses: receivers get fixed |
 * | 5xx, anything else | RETRY |
 * | none: name, connection, TLS, deadline, an address that is not allowed | RETRY |
 * | none: cut short by us | RETRY |
 * | nothing was sent: the URL itself is not allowed | RETRY: an operator can allow it |
 */
export function judgeAnswer(answer: Answer, now: Date): Attempt {
  switch (answer.kind) {
    case 'REFUSED':
      return { isAnswered: true, outcome: retry(answer.reason) };
    case 'UNANSWERED':
      return { isAnswered: false, outcome: retry(answer.reason) };
    case 'CANCELLED':
      return { isAnswered: true, outcome: CANCELLED };
    case 'ANSWERED':
      return { isAnswered: true, outcome: judgeStatus(answer.status, answer.retryAfter, now) };
  }
}

function judgeStatus(status: number, retryAfter: string | null, now: Date): Outcome {
  if (status >= 200 && status < 300) {
    return { kind: 'DELIVERED', detail: `The receiver answered with ${status}.` };
  }
  if (status === 410) {
    return { kind: 'GONE', reason: 'The receiver wants no more notifications (410).' };
  }
  if (status >= 300 && status < 400) {
    return retry(`The receiver answered with ${status}: redirect not followed. Set the URL it leads to.`);
  }
  if (status === 429 || status === 503) {
    const afterMs = readRetryAfter(retryAfter, now);
    return { kind: 'RETRY', reason: `The receiver asks for patience (${status}).`, afterMs };
  }
  if (status >= 400 && status < 500) {
    return retry(`The receiver refuses the notification (${status}) until it is put right.`);
  }
  return retry(`The receiver failed (${status}).`);
}

/** Milliseconds to wait by a Retry-After header (RFC 9110 §10.2.3), at most an hour; null without a usable one. */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const text = header.trim();
  const isDate = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text);
  const ms = /^\d+$/.test(text)
    ? Number(text) * 1000
    : isDate
      ? Date.parse(text) - now.getTime()
      : Number.NaN;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}

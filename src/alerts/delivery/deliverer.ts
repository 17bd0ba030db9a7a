import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { MAIL_MS, TURN_MS } from '../deadlines.ts';
import { retry, type Send } from './attempt.ts';
import type { Channel, ChannelKind, Deliverer, Outcome } from './channel.ts';
import { createEgress } from './egress.ts';
import { createGuard } from './guard.ts';
import { createMailSend, MAIL_IS_OFF } from './mail.ts';
import { createSlackSend } from './slack.ts';
import { createWebhookSend } from './webhook.ts';

export type { Deliverer } from './channel.ts';

/** What `createDeliverer` works with; what has a default is for tests to change. */
export interface DelivererOptions {
  /** EGRESS_ALLOW. */
  readonly egressAllow: readonly string[];
  /** SMTP_URL; null: e-mail is off. */
  readonly smtpUrl: string | null;
  /** SMTP_FROM. */
  readonly smtpFrom: string | null;
  /** DELIVERY_TIMEOUT_MS: for all of an HTTP request, and for connecting to the SMTP server. */
  readonly timeoutMs: number;
  /** For all of a mail. */
  readonly mailTimeoutMs?: number;
  /** How long an endpoint is left alone that did not answer several times in a row. */
  readonly restMs?: number;
  /** How long an attempt waits for others at the same endpoint. */
  readonly turnMs?: number;
  readonly lookup?: LookupFunction;
  readonly now?: () => Date;
}

/** Makes what delivers notifications over webhooks, Slack and e-mail. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { egressAllow, timeoutMs, now = () => new Date(), lookup = systemLookup } = options;
  const egress = createEgress({ allow: egressAllow, deadlineMs: timeoutMs, lookup });
  const guard = createGuard(options.restMs ?? 30_000, options.turnMs ?? TURN_MS, now);
  const sends: Readonly<Record<ChannelKind, Send>> = {
    WEBHOOK: createWebhookSend(egress, now),
    SLACK: createSlackSend(egress, now),
    EMAIL: createMail(options),
  };
  const closing = new AbortController();
  const running = new Set<Promise<Outcome>>();
  return {
    async deliver(channel, notification, signal) {
      const either = AbortSignal.any([signal, closing.signal]);
      const send = sends[channel.kind];
      const attempt = guard(endpointOf(channel), () => send(channel, notification, either), either);
      running.add(attempt);
      return attempt.finally(() => running.delete(attempt));
    },
    async close() {
      closing.abort();
      await Promise.allSettled(running);
      await egress.close();
    },
  };
}

// All mails go to one server.
function endpointOf({ kind, target }: Channel): string {
  return kind === 'EMAIL' ? 'mail' : target;
}

function createMail({ smtpUrl, smtpFrom, timeoutMs, mailTimeoutMs = MAIL_MS }: DelivererOptions): Send {
  if (smtpUrl !== null && smtpFrom !== null) {
    return createMailSend({ url: smtpUrl, from: smtpFrom, connectMs: timeoutMs, deadlineMs: mailTimeoutMs });
  }
  return async () => ({ isAnswered: true, outcome: retry(MAIL_IS_OFF) });
}

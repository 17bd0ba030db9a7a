import { Webhook } from 'standardwebhooks';
import { judgeAnswer } from './answer.ts';
import { failed, type Send } from './attempt.ts';
import type { Notification } from './channel.ts';
import type { Egress } from './egress.ts';
import { compose } from './wording.ts';

const TYPES: Readonly<Record<Notification['kind'], string>> = {
  FIRING: 'technical_alert.firing',
  RESOLVED: 'technical_alert.resolved',
  TEST: 'technical_alert.test',
  CUSTOMER_MESSAGE: 'technical_alert.customer_message',
};

/**
 * Sends notifications as Standard Webhooks: `webhook-id` is the notification's id and the body its content, both the
 * same in every attempt; `webhook-timestamp` is the attempt's time; `webhook-signature` has one signature for each key.
 */
export function createWebhookSend(egress: Egress, now: () => Date): Send {
  return async ({ target, secrets }, notification, signal) => {
    const at = now();
    const body = webhookBody(notification);
    const signature = sign(secrets, notification.id, at, body);
    if (signature === null) return failed(NO_SIGNING_KEY);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': notification.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signature,
    };
    return judgeAnswer(await egress.post(target, headers, body, signal), now());
  };
}

/** The body: `type`, `timestamp` and `data`, as Standard Webhooks advises. Names and texts are as they are stored. */
export function webhookBody(notification: Notification): string {
  const { kind, at, customer, alerts, subject, text } = notification;
  const data = {
    customer: customer && { id: customer.id, name: customer.name },
    alerts: alerts.map((alert) => ({
      id: alert.id,
      rule: alert.rule,
      title: alert.title,
      severity: alert.severity,
      subject: alert.subject,
      description: alert.description,
      since: alert.since,
      resolvedAt: alert.resolvedAt,
    })),
    ...(kind === 'CUSTOMER_MESSAGE' && { subject: subject ?? '', text: text ?? '' }),
    ...(kind === 'TEST' && testText(notification)),
  };
  return JSON.stringify({ type: TYPES[kind], timestamp: at, data });
}

function testText(notification: Notification) {
  const { subject, lines } = compose(notification);
  return { subject, text: lines.join('\n') };
}

/** What is said of a channel whose keys cannot sign. */
export const NO_SIGNING_KEY =
  'The channel has no usable signing key; give it one of the form whsec_ and base64.';

/** The signatures by each of the keys, as they stand in `webhook-signature`; null unless every key is usable. */
export function sign(secrets: readonly string[], id: string, at: Date, body: string): string | null {
  try {
    return secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' ') || null;
  } catch {
    return null;
  }
}

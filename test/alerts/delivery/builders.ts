import { afterEach } from 'vitest';
import type {
  Channel,
  Deliverer,
  Notification,
  NotifiedAlert,
} from '../../../src/alerts/delivery/channel.ts';
import { createDeliverer, type DelivererOptions } from '../../../src/alerts/delivery/deliverer.ts';

/** A signing key as receivers hold it. */
export const KEY = `whsec_${Buffer.alloc(24, 'old').toString('base64')}`;
export const NEW_KEY = `whsec_${Buffer.alloc(24, 'new').toString('base64')}`;

/** An alert of Acme Corp's Salesforce, but for what is given. */
export function alert(part: Partial<NotifiedAlert> = {}): NotifiedAlert {
  return {
    id: 'a1',
    rule: 'integration-down',
    title: 'Integration down for over 1 h',
    severity: 'HIGH',
    subject: 'Salesforce',
    description: 'Authentication has failed since 08:30.',
    since: '2026-01-26T09:30:00.000Z',
    resolvedAt: null,
    ...part,
  };
}

/** A notification about that alert, but for what is given. */
export function notification(part: Partial<Notification> = {}): Notification {
  return {
    id: 'n1',
    at: '2026-01-26T09:31:00.000Z',
    kind: 'FIRING',
    customer: { id: '11111111-1111-4111-8111-111111111111', name: 'Acme Corp' },
    alerts: [alert()],
    ...part,
  };
}

/** A webhook channel. */
export function webhook(target: string, secrets: readonly string[] = [KEY]): Channel {
  return { id: 'c1', kind: 'WEBHOOK', target, secrets };
}

const started: Deliverer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.close()));
});

/** A deliverer that may reach 127.0.0.1, but for what is given; it lasts until the end of the test. */
export function deliverer(part: Partial<DelivererOptions> = {}): Deliverer {
  const one = createDeliverer({
    egressAllow: ['127.0.0.1/32'],
    smtpUrl: null,
    smtpFrom: null,
    timeoutMs: 5_000,
    ...part,
  });
  started.push(one);
  return one;
}

/** A signal that never comes. */
export const never = new AbortController().signal;

import type { Notification, NotifiedAlert } from './channel.ts';
import { shown, shownLines } from './clean.ts';

const MOST_ALERTS = 20;
const NAME = 100;
const TITLE = 150;
const DESCRIPTION = 500;
const TEXT = 20_000;

/** What a notification says, whatever the channel: every string is one clean line. */
export interface Message {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly items: readonly { readonly heading: string; readonly lines: readonly string[] }[];
  /** What the items leave out. */
  readonly more: string | null;
}

/** Puts a notification into words: the one place where that is done. */
export function compose(notification: Notification): Message {
  const { kind, alerts } = notification;
  const customer = notification.customer ? shown(notification.customer.name, NAME) : 'All customers';
  if (kind === 'CUSTOMER_MESSAGE') {
    return {
      // Somebody has looked at both, so nothing is cut short that a letter has.
      subject: shown(notification.subject ?? '', TEXT) || `About ${customer}`,
      lines: shownLines(notification.text ?? '', TEXT),
      items: [],
      more: null,
    };
  }
  if (kind === 'TEST') {
    return {
      subject: `[Test] ${customer}: notifications arrive here`,
      lines: [`This is a test that somebody asked for. Notifications about ${customer} arrive here.`],
      items: [],
      more: null,
    };
  }
  const hidden = alerts.length - MOST_ALERTS;
  const place = notification.customer ? ` at ${customer}` : '';
  // What still fires is what a message is named by and what must not be left out.
  const open = alerts.filter(({ resolvedAt }) => resolvedAt === null);
  const over = alerts.filter(({ resolvedAt }) => resolvedAt !== null);
  const what =
    kind === 'RESOLVED'
      ? `[Resolved] ${customer}: ${headline(over)}`
      : `[${severityOf(open)}] ${customer}: ${headline(open)}`;
  return {
    subject: kind === 'FIRING' && over.length > 0 ? `${what}, ${over.length} resolved` : what,
    lines: [`${kind === 'RESOLVED' ? 'Resolved' : 'Needs attention'}${place}:`],
    items: [...open, ...over].slice(0, MOST_ALERTS).map(describe),
    more: hidden > 0 ? `And ${hidden} more.` : null,
  };
}

const SEVERITIES = { HIGH: 'High', MEDIUM: 'Medium', LOW: 'Low' } as const;

function severityOf(alerts: readonly NotifiedAlert[]): string {
  const highest = (['HIGH', 'MEDIUM'] as const).find((one) =>
    alerts.some(({ severity }) => severity === one),
  );
  return SEVERITIES[highest ?? 'LOW'];
}

function headline(alerts: readonly NotifiedAlert[]): string {
  const [first] = alerts;
  return alerts.length === 1 && first ? titleOf(first) : `${alerts.length} alerts`;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

// What the title names already is not said twice, and an id, of what has been deleted, says nothing to people.
function titleOf({ title, subject }: NotifiedAlert): string {
  const adds = subject !== '' && !title.includes(subject) && !ID.test(subject);
  return adds ? `${shown(title, TITLE)}: ${shown(subject, NAME)}` : shown(title, TITLE);
}

function describe(alert: NotifiedAlert) {
  const { severity, description, since, resolvedAt, rule } = alert;
  const until = resolvedAt === null ? '' : `, resolved ${instant(resolvedAt)}`;
  return {
    heading: `[${resolvedAt === null ? SEVERITIES[severity] : 'Resolved'}] ${titleOf(alert)}`,
    lines: [shown(description, DESCRIPTION), `Since ${instant(since)}${until}. Rule: ${shown(rule, NAME)}.`],
  };
}

// "2026-01-26 09:30 UTC"
function instant(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) return shown(text, NAME);
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

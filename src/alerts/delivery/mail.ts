import nodemailer from 'nodemailer';
import { isLoopback } from '../../config.ts';
import { type Attempt, CANCELLED, failed, retry, type Send } from './attempt.ts';
import type { Notification } from './channel.ts';
import { shown } from './clean.ts';
import { isMailAddress } from './mail-address.ts';
import { renderHtml, renderText } from './render.ts';
import { describeTrouble } from './trouble.ts';
import { compose } from './wording.ts';

const MOST_REFERENCES = 20;

/** What is said of a channel whose target is not one address. */
export const NOT_AN_ADDRESS = 'The channel must have one e-mail address, such as name@example.com.';

/** What is said where there is no mail server. */
export const MAIL_IS_OFF = 'E-mail is off: an operator must set SMTP_URL and SMTP_FROM.';

/** What `createMailSend` works with. */
export interface MailOptions {
  /** `smtp://` (STARTTLS where the server has it) or `smtps://`, with user and password if the server asks for them. */
  readonly url: string;
  /** The sender: an address, or a name and an address in angle brackets. */
  readonly from: string;
  /** To connect and be greeted. */
  readonly connectMs: number;
  /** For all of it: long, since a server that has read a mail may think about it before it says that it took it. */
  readonly deadlineMs: number;
}

/**
 * Sends notifications by e-mail over the operator's own SMTP server, which the egress rules do not apply to.
 * `Message-ID` and `Date` are the same in every attempt, and what concerns one alert refers to one thread. Answers to a
 * message that a person sends go to whom it names; everything else says that a machine sent it.
 *
 * | SMTP | outcome |
 * |---|---|
 * | accepted | DELIVERED |
 * | 5xx to the recipient or to the mail | FAILED |
 * | 5xx to us: greeting, login, sender | RETRY: the operator puts it right |
 * | 4xx | RETRY |
 * | no connection, TLS trouble, silence, an end within the mail | RETRY |
 * | a channel without one e-mail address | FAILED |
 */
export function createMailSend(options: MailOptions): Send {
  const { url, from, connectMs, deadlineMs } = options;
  const { hostname, password } = new URL(url);
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: deadlineMs,
    socketCloseTimeout: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
    // A password goes over TLS only, or to this machine.
    ...(password && !isLoopback(hostname) && { requireTLS: true }),
  });
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return async ({ target }, notification, signal) => {
    if (!isMailAddress(target)) return failed(NOT_AN_ADDRESS);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), deadlineMs);
    try {
      await transport.sendMail({
        ...mailOf(notification, domain),
        from,
        to: { name: '', address: target },
        signal: AbortSignal.any([signal, deadline.signal]),
      });
      return { isAnswered: true, outcome: { kind: 'DELIVERED', detail: 'The SMTP server took the mail.' } };
    } catch (error) {
      if (signal.aborted) return { isAnswered: true, outcome: CANCELLED };
      if (deadline.signal.aborted) {
        const reason = `The SMTP server did not take the mail within ${deadlineMs} ms.`;
        return { isAnswered: false, outcome: retry(reason) };
      }
      return judgeError(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

function mailOf(notification: Notification, domain: string) {
  const message = compose(notification);
  const thread = notification.alerts
    .slice(0, MOST_REFERENCES)
    .map(({ id }) => `<alert.${idText(id)}@${domain}>`);
  return {
    messageId: `<${idText(notification.id)}@${domain}>`,
    date: new Date(notification.at),
    subject: message.subject,
    text: renderText(message),
    html: renderHtml(message),
    // Nobody sent the mails referred to; mail programs make a thread of what refers to the same.
    references: thread,
    ...(notification.kind === 'RESOLVED' && thread[0] && { inReplyTo: thread[0] }),
    ...(notification.kind === 'CUSTOMER_MESSAGE'
      ? notification.replyTo && { replyTo: { name: '', address: notification.replyTo } }
      : { headers: { 'Auto-Submitted': 'auto-generated' } }),
  };
}

function idText(id: string): string {
  return id.replace(/[^\w.-]/g, '-');
}

// nodemailer's errors: `command` is where in the dialogue, `response` what the server said.
function judgeError(error: unknown): Attempt {
  const { responseCode, command, response } = error as {
    responseCode?: number;
    command?: string;
    response?: string;
  };
  if (responseCode === undefined) {
    return { isAnswered: false, outcome: retry(`The SMTP server ${describeTrouble(error)}.`) };
  }
  const said = shown(response ?? String(responseCode), 200);
  if (responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA')) {
    return failed(`The SMTP server refuses the mail: ${said}`);
  }
  return { isAnswered: true, outcome: retry(`The SMTP server did not take the mail (${command}): ${said}`) };
}

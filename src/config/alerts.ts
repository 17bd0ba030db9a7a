import { isIP } from 'node:net';
import { z } from 'zod';
import { define, integer, list, milliseconds } from './definition.ts';

const isSmtpUrl = (text: string) =>
  URL.canParse(text) && ['smtp:', 'smtps:'].includes(new URL(text).protocol) && new URL(text).hostname !== '';

const ADDRESS = '[^\\s@<>,;:"]+@[^\\s@<>,;:"]+';
const SENDER = new RegExp(`^(${ADDRESS}|[^<>,;:"\\p{Cc}]*<${ADDRESS}>)$`, 'u');

/** A range of addresses, or a host and a port as they stand in a URL. */
const isEgressEntry = (entry: string) => {
  const [network = '', prefix = '', ...rest] = entry.split('/');
  if (isIP(network) !== 0) {
    return (
      /^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIP(network) === 4 ? 32 : 128) && rest.length === 0
    );
  }
  return /^(\[[\da-f:.]+\]|[^\s/@?#:[\]\\]+):\d{1,5}$/i.test(entry) && URL.canParse(`http://${entry}`);
};

/** A single address as a range. */
const toRange = (entry: string) => ({ 4: `${entry}/32`, 6: `${entry}/128` })[isIP(entry)];

/** When and how people are told. */
export const alertsSettings = {
  alertGroupWaitMs: define({
    name: 'ALERT_GROUP_WAIT_MS',
    meaning: 'How long the first news about a customer waits for more, to be told to a channel at once.',
    default: '30000',
    ...milliseconds(0, 600_000),
  }),
  alertGroupIntervalMs: define({
    name: 'ALERT_GROUP_INTERVAL_MS',
    meaning: 'The least time between two notifications about a customer to one channel.',
    default: '300000',
    ...milliseconds(0, 86_400_000),
  }),
  alertRetentionDays: define({
    name: 'ALERT_RETENTION_DAYS',
    meaning: 'How long alerts are kept after their end, with their history.',
    accepts: 'days, 31–3650',
    default: '400',
    schema: integer(31, 3_650),
  }),
  deliveryTimeoutMs: define({
    name: 'DELIVERY_TIMEOUT_MS',
    meaning: 'How long a webhook may take to answer, and the SMTP server to greet.',
    default: '10000',
    ...milliseconds(100, 60_000),
  }),
  egressAllow: define({
    name: 'EGRESS_ALLOW',
    meaning:
      'Where notifications may go beside public addresses over TLS: what is listed is allowed with and without TLS. A range is allowed on every port. Names of this list are trusted, whatever they resolve to.',
    accepts: 'a list, separated by commas, of ranges such as 10.1.0.0/16 and of host:port',
    default: null,
    schema: list(isEgressEntry, toRange),
  }),
  smtpUrl: define({
    name: 'SMTP_URL',
    meaning:
      'Your mail server, for notifications by e-mail; a password is sent over TLS only, except on this machine. Goes with `SMTP_FROM`. Unset: no e-mail.',
    accepts: 'a URL such as smtp://user:password@host:587 or smtps://host',
    default: null,
    secret: true,
    schema: z.string().refine(isSmtpUrl),
  }),
  smtpFrom: define({
    name: 'SMTP_FROM',
    meaning: 'Who notifications by e-mail come from. Goes with `SMTP_URL`.',
    accepts: 'an e-mail address, or a name and an e-mail address such as Alerts <alerts@example.com>',
    default: null,
    schema: z.string().regex(SENDER),
  }),
};

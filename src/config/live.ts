import { define, integer, milliseconds } from './definition.ts';

/** How changes are followed. */
export const liveSettings = {
  feedRetentionHours: define({
    name: 'FEED_RETENTION_HOURS',
    meaning:
      'How long the feed keeps events, so how long a subscriber may be away and still resume by cursor.',
    accepts: 'hours, 1–8760',
    default: '168',
    schema: integer(1, 8_760),
  }),
  subscriberBufferBytes: define({
    name: 'SUBSCRIBER_BUFFER_BYTES',
    meaning:
      'What may wait to be read by one subscriber before it is cut off; it can resume by cursor. A WebSocket that carries many subscriptions may have 16 KiB for each, where that is more.',
    accepts: 'bytes, 65536–104857600',
    default: '1048576',
    schema: integer(65_536, 104_857_600),
  }),
  heartbeatMs: define({
    name: 'HEARTBEAT_MS',
    meaning: 'How often a WebSocket is pinged; one that did not answer the last time is cut off.',
    default: '10000',
    ...milliseconds(1_000, 600_000),
  }),
  maxSubscriptionsPerConnection: define({
    name: 'MAX_SUBSCRIPTIONS_PER_CONNECTION',
    meaning:
      'Most live subscriptions over one WebSocket. A gateway may bring those of all its clients over a single one.',
    accepts: 'a whole number, 1–1000000',
    default: '10000',
    schema: integer(1, 1_000_000),
  }),
  maxSubscriptionsPerIdentity: define({
    name: 'MAX_SUBSCRIPTIONS_PER_IDENTITY',
    meaning:
      'Most live subscriptions of one caller in one process, over all transports. All that comes with `ROUTER_SECRET` is one caller. Unset: any number.',
    accepts: 'a whole number, 1–1000000',
    default: null,
    schema: integer(1, 1_000_000),
  }),
};

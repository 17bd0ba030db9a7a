import { expect, test } from 'vitest';
import { notificationChannelFailing } from '../../../src/alerts/rules/notification-channel-failing.ts';
import { daysBefore } from '../../support/builders.ts';
import { channel, observe, verdicts } from './support.ts';

const minutesAgo = (minutes: number) => daysBefore(minutes / 1440);

test('a notification that was given up says so to whoever else can hear', () => {
  expect(
    observe(notificationChannelFailing, {
      channels: [channel({ lastStatus: 'FAILED', lastDetail: 'HTTP 404' })],
    }),
  ).toEqual([
    {
      subjectId: 'channel',
      integrationId: null,
      verdict: 'BAD',
      severity: 'MEDIUM',
      title: 'Notifications to On call do not arrive',
      description: 'HTTP 404.',
      since: null,
    },
  ]);
  expect(notificationChannelFailing.recipients).toEqual(['CSM', 'TECH']);
});

test.each([
  ['delivers', {}, 'CLEAR'],
  ['was switched off by a person', { enabled: false }, 'GONE'],
  ['was switched off by us', { enabled: false, disabledReason: 'The receiver wants no more' }, 'BAD'],
  ['has been tried in vain for 14 minutes', { failingSince: minutesAgo(14) }, 'HELD'],
  ['has been tried in vain for 16 minutes', { failingSince: minutesAgo(16) }, 'BAD'],
  ['has delivered nothing yet', { lastStatus: null }, 'HELD'],
] as const)('a channel that %s', (_, over, verdict) => {
  expect(verdicts(notificationChannelFailing, { channels: [channel(over)] })).toEqual([verdict]);
});

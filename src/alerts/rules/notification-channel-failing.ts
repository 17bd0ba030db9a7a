import { sentence } from '../../environment/health/wording.ts';
import type { ChannelSignal } from '../facts.ts';
import type { AlertRule, Observation, Verdict } from './rule.ts';

const MINUTE_MS = 60_000;

/**
 * MEDIUM, to CSM and TECH over their other channels: notifications to a channel were given up, or have been tried in vain
 * for 15 minutes, so its silence says nothing. It clears with the first that arrives. That of a channel for every customer
 * is of no customer, and told over other channels for every customer.
 */
export const notificationChannelFailing: AlertRule = {
  id: 'notification-channel-failing',
  range: { unit: 'minutes of trying in vain', least: 1, most: 4_320 },
  threshold: 15,
  forMs: 0,
  resolveAfterMs: 0,
  recipients: ['CSM', 'TECH'],
  observe: ({ channels }, { threshold }, now) =>
    channels?.map((channel): Observation => {
      const { channelId, name, disabledReason, lastDetail } = channel;
      const reason = disabledReason ?? lastDetail ?? 'No attempt has succeeded yet';
      return {
        subjectId: channelId,
        integrationId: null,
        verdict: verdictOn(channel, threshold * MINUTE_MS, now),
        severity: 'MEDIUM',
        title: `Notifications to ${name} do not arrive`,
        description: sentence(reason),
        since: null,
      };
    }) ?? null,
};

function verdictOn(
  { enabled, disabledReason, lastStatus, failingSince }: ChannelSignal,
  patienceMs: number,
  now: Date,
): Verdict {
  // One that a person switched off is meant to be silent; one that we did is not.
  if (!enabled) return disabledReason === null ? 'GONE' : 'BAD';
  if (lastStatus === 'FAILED') return 'BAD';
  if (failingSince === null) return lastStatus === null ? 'HELD' : 'CLEAR';
  return now.getTime() - Date.parse(failingSince) > patienceMs ? 'BAD' : 'HELD';
}

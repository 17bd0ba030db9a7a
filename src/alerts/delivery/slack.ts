import { judgeAnswer } from './answer.ts';
import type { Send } from './attempt.ts';
import type { Egress } from './egress.ts';
import { renderSlack } from './render.ts';
import { compose } from './wording.ts';

/** Sends notifications to incoming webhooks of Slack, and of what takes the same body (Mattermost, Rocket.Chat). */
export function createSlackSend(egress: Egress, now: () => Date): Send {
  return async ({ target }, notification, signal) => {
    const body = JSON.stringify(renderSlack(compose(notification)));
    const answer = await egress.post(target, { 'content-type': 'application/json' }, body, signal);
    const attempt = judgeAnswer(answer, now());
    // Slack says what is wrong in a word such as "channel_not_found".
    if (answer.kind !== 'ANSWERED' || attempt.outcome.kind === 'DELIVERED') return attempt;
    const word = /^[a-z_]{1,60}$/.exec(answer.body)?.[0];
    if (word === undefined) return attempt;
    return {
      ...attempt,
      outcome: { ...attempt.outcome, reason: `${attempt.outcome.reason} It says: ${word}.` },
    };
  };
}

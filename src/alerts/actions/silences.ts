import { randomUUID } from 'node:crypto';
import { parseReason, parseSnooze, parseText } from '../../actions/issues.ts';
import { customerOf, found, write } from '../../actions/shared.ts';
import { loadSql } from '../../db/sql.ts';
import { alertById, silenceById } from '../../environment/alerts/reads.ts';
import { BadUserInput } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';
import { parseUuid } from '../../read/uuid.ts';
import { ALERT_RULES } from '../rules/index.ts';

const insertSql = loadSql(new URL('./insert-silence.sql', import.meta.url));
const endSql = loadSql(new URL('./end-silence.sql', import.meta.url));
const acknowledgeSql = loadSql(new URL('./acknowledge.sql', import.meta.url));
const overrideSql = loadSql(new URL('./upsert-override.sql', import.meta.url));

const LONGEST_SUBJECT = 300;
/** One that is for ever would be forgotten. */
const LONGEST_SILENCE_DAYS = 90;
const LONGEST_FOR_SECONDS = 30 * 86_400;

/** What people do about alerts and when they come. */
export const mutations: Pick<
  MutationResolvers,
  'acknowledgeAlert' | 'silenceAlerts' | 'endAlertSilence' | 'overrideAlertRule'
> = {
  async acknowledgeAlert(_, args, context) {
    const id = parseUuid(args.id, 'id');
    await found('alert', context.loaders.loadOne(alertById, id));
    await write(context, acknowledgeSql, { id, actor: context.identity.subject });
    return found('alert', context.loaders.loadOne(alertById, id));
  },

  async silenceAlerts(_, { matcher, ...args }, context) {
    const { customerId } = await customerOf(args.customerId, context);
    const silence = {
      id: randomUUID(),
      customerId,
      ruleId: typeof matcher?.ruleId === 'string' ? parseRule(matcher.ruleId) : null,
      // An empty one is a mistake too, and would match everything.
      subjectId:
        typeof matcher?.subjectId === 'string'
          ? parseText(matcher.subjectId, 'matcher.subjectId', LONGEST_SUBJECT)
          : null,
      severity: matcher?.severity ?? null,
      until: parseUntil(args.until, context.loaders.now),
      author: context.identity.subject,
      reason: parseReason(args.reason),
    };
    await write(context, insertSql, silence);
    return found('silence', context.loaders.loadOne(silenceById, silence.id));
  },

  async endAlertSilence(_, args, context) {
    const id = parseUuid(args.id, 'id');
    const { customerId } = await found('silence', context.loaders.loadOne(silenceById, id));
    await context.write(async (tx) => {
      await tx.none(endSql, { id, actor: context.identity.subject });
      await context.alerts.tell(tx, customerId);
    });
    return found('silence', context.loaders.loadOne(silenceById, id));
  },

  async overrideAlertRule(_, args, context) {
    const { customerId } = await customerOf(args.customerId, context);
    const { threshold = null, forSeconds = null, enabled } = args;
    const ruleId = parseRule(args.ruleId);
    if (threshold !== null) checkThreshold(ruleId, threshold);
    if (forSeconds !== null && !(forSeconds >= 0 && forSeconds <= LONGEST_FOR_SECONDS))
      throw new BadUserInput(`forSeconds takes 0 to ${LONGEST_FOR_SECONDS}; got ${forSeconds}.`);
    const override = { ruleId, threshold, forSeconds, enabled };
    await write(context, overrideSql, { customerId, ...override });
    return override;
  },
};

function parseUntil(until: Date | string, now: Date): string {
  const end = parseSnooze(until, now);
  if (Date.parse(end) - now.getTime() <= LONGEST_SILENCE_DAYS * 86_400_000) return end;
  throw new BadUserInput(`until takes a moment within ${LONGEST_SILENCE_DAYS} days; got ${end}.`);
}

function checkThreshold(ruleId: string, threshold: number): void {
  const range = ALERT_RULES.find(({ id }) => id === ruleId)?.range;
  if (!range) throw new BadUserInput(`${ruleId} has no threshold; leave it out.`);
  const { unit, least, most } = range;
  if (threshold >= least && threshold <= most) return;
  throw new BadUserInput(`threshold of ${ruleId} takes ${unit}, ${least}–${most}; got ${threshold}.`);
}

function parseRule(id: string): string {
  if (ALERT_RULES.some((rule) => rule.id === id)) return id;
  throw new BadUserInput(`ruleId takes one of ${ALERT_RULES.map((rule) => rule.id).join(', ')}.`);
}

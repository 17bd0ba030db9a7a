import type { Notification, NotifiedAlert } from '../delivery/channel.ts';
import type { DueNotice } from './due.ts';

/** Puts together what a channel is told at once: each alert once, however much is to be said of it. Pure. */
export function toNotification(
  id: string,
  customer: Notification['customer'],
  notices: readonly DueNotice[],
  now: Date,
): Notification {
  const alerts = [...new Map(notices.map((notice) => [notice.alertId, toLine(notice)])).values()];
  const fires = alerts.some(({ resolvedAt }) => resolvedAt === null);
  return { id, at: now.toISOString(), kind: fires ? 'FIRING' : 'RESOLVED', customer, alerts };
}

function toLine(notice: DueNotice): NotifiedAlert {
  const { alertId, ruleId, title, severity, subject, conditionSince, firedAt, resolvedAt } = notice;
  return {
    id: alertId,
    rule: ruleId,
    title,
    severity,
    subject,
    description: describe(notice),
    since: iso(conditionSince ?? firedAt),
    resolvedAt: resolvedAt === null ? null : iso(resolvedAt),
  };
}

function describe({ description, state, stateSince, resolvedAt }: DueNotice): string {
  // It was worded when it was so.
  if (resolvedAt !== null) return `Over since ${iso(resolvedAt)}. Until then: ${description}`;
  if (state !== 'NO_DATA') return description;
  return `${description} No data since ${iso(stateSince)}: nobody can say whether this is over.`;
}

// PostgreSQL writes instants in another form.
function iso(instant: string): string {
  return new Date(instant).toISOString();
}

import { type Evaluation, type Found, issueKey, newIssue, type SubjectState } from './issues.ts';
import type { IssueSeverity, TechnicalIssue } from './model.ts';

/** How patient the engine is, milliseconds. */
export interface ReconcileOptions {
  /** How long a condition has to be gone, counted from `lastDetectedAt`, before its issue resolves; 30 minutes. */
  readonly holdMs?: number;
  /** How often `lastDetectedAt` and the texts of a standing issue are written; 10 minutes. */
  readonly touchMs?: number;
}

/** What has to be written; rows that would not change are not in it. */
export interface Reconciliation {
  /** Every row to write, new and changed, the ones below included. */
  readonly upserts: readonly TechnicalIssue[];
  readonly opened: readonly TechnicalIssue[];
  /** Were RESOLVED, or SNOOZED until now. */
  readonly reopened: readonly TechnicalIssue[];
  readonly resolved: readonly TechnicalIssue[];
}

const HOLD_MS = 30 * 60_000;
const TOUCH_MS = 10 * 60_000;
const RANK: Readonly<Record<IssueSeverity, number>> = { LOW: 0, MEDIUM: 1, HIGH: 2 };

/**
 * What an evaluation does to a customer's issues, all of which `existing` has to hold, resolved ones too: where they
 * could not be read, there is nothing to reconcile.
 *
 * Found: opened, or the resolved issue of the same rule and subject reopened with its first detection; what people
 * set (INVESTIGATING, MONITORING, ACKNOWLEDGED, owner) stays. SNOOZED opens when its time is over or it gets worse.
 * A new severity or title is written at once; texts with their figures only every `touchMs`, so as not to write, and
 * tell the feed, at every look. That makes the hold up to `touchMs` shorter than it says.
 * Not found: resolved when its subject is gone, or when it is present and the hold is over; never when unknown.
 */
export function reconcileIssues(
  existing: readonly TechnicalIssue[],
  { customerId, found, subjectStates }: Evaluation,
  now: Date,
  { holdMs = HOLD_MS, touchMs = TOUCH_MS }: ReconcileOptions = {},
): Reconciliation {
  const at = now.toISOString();
  const byKey = new Map(existing.map((issue) => [issueKey(issue), issue]));
  const stillFound = new Set<string>();
  const opened: TechnicalIssue[] = [];
  const reopened: TechnicalIssue[] = [];
  const kept: TechnicalIssue[] = [];

  for (const one of found) {
    const issue = byKey.get(issueKey(one));
    if (issue === undefined) {
      opened.push(newIssue(customerId, one, now));
      continue;
    }
    stillFound.add(issue.id);
    if (returns(issue, one, now)) {
      reopened.push({ ...seenAgain(issue, one, at), status: 'OPEN', snoozedUntil: null, resolvedAt: null });
    } else if (differs(issue, one) || now.getTime() - Date.parse(issue.lastDetectedAt) >= touchMs) {
      kept.push(seenAgain(issue, one, at));
    }
  }

  const isOver = ({ id, status, lastDetectedAt }: TechnicalIssue) =>
    status !== 'RESOLVED' &&
    !stillFound.has(id) &&
    mayResolve(subjectStates.get(id), now.getTime() - Date.parse(lastDetectedAt) >= holdMs);
  const resolved = existing.filter(isOver).map(
    (issue): TechnicalIssue => ({
      ...issue,
      status: 'RESOLVED',
      snoozedUntil: null,
      resolvedAt: at,
      updatedAt: at,
    }),
  );
  return { upserts: [...opened, ...reopened, ...kept, ...resolved], opened, reopened, resolved };
}

function returns({ status, severity, snoozedUntil }: TechnicalIssue, found: Found, now: Date): boolean {
  if (status === 'RESOLVED') return true;
  if (status !== 'SNOOZED') return false;
  const over = snoozedUntil !== null && Date.parse(snoozedUntil) <= now.getTime();
  return over || RANK[found.severity] > RANK[severity];
}

function mayResolve(state: SubjectState | undefined, held: boolean): boolean {
  return state === 'GONE' || (state === 'PRESENT' && held);
}

function differs(issue: TechnicalIssue, { severity, title, integrationId }: Found): boolean {
  return issue.severity !== severity || issue.title !== title || issue.integrationId !== integrationId;
}

// A clock set back must not move the last detection before the first.
function seenAgain(issue: TechnicalIssue, found: Found, at: string): TechnicalIssue {
  const { integrationId, title, description, severity, suggestedAction } = found;
  const lastDetectedAt = Date.parse(at) > Date.parse(issue.lastDetectedAt) ? at : issue.lastDetectedAt;
  return {
    ...issue,
    integrationId,
    title,
    description,
    severity,
    suggestedAction,
    lastDetectedAt,
    updatedAt: at,
  };
}

import type { Transaction } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import type { TechnicalIssue } from '../environment/health/model.ts';
import { BadUserInput } from '../errors.ts';

const lockSql = loadSql(new URL('./lock-issue.sql', import.meta.url));
const updateSql = loadSql(new URL('./update-issue.sql', import.meta.url));

const LONGEST_REASON = 2_000;

type IssueStatus = TechnicalIssue['status'];

/** What a person can set on an issue; what is left out stays as it is. */
export type IssueChange = Partial<Pick<TechnicalIssue, 'status' | 'snoozedUntil' | 'owner'>>;

/**
 * Stores what a person decides on an issue, and only that; who made it is kept with it (app.actor of the transaction).
 * Decided by the status that it has while nobody else can change it; an issue that is gone stays so.
 */
export async function changeIssue(
  tx: Transaction,
  id: string,
  decide: (status: IssueStatus) => IssueChange,
  now: Date,
): Promise<void> {
  const issue = await tx.oneOrNone<{ status: IssueStatus }>(lockSql, { id });
  if (!issue) return;
  const change = decide(issue.status);
  await tx.none(updateSql, {
    id,
    now,
    status: change.status ?? null,
    snoozedUntil: change.snoozedUntil ?? null,
    setOwner: 'owner' in change,
    owner: change.owner ?? null,
  });
}

/**
 * The moment until which an issue is put off.
 * @throws {BadUserInput} for one that has passed.
 */
export function parseSnooze(until: Date | string, now: Date): string {
  const moment = new Date(until);
  if (moment.getTime() > now.getTime()) return moment.toISOString();
  throw new BadUserInput(`until takes a moment in the future; ${moment.toISOString()} has passed.`);
}

/**
 * Why a person decided something, trimmed.
 * @throws {BadUserInput} as parseText does.
 */
export function parseReason(reason: string): string {
  return parseText(reason, 'reason', LONGEST_REASON);
}

/**
 * A text that a person wrote, trimmed.
 * @throws {BadUserInput} when it is empty or too long, or holds a NUL character.
 */
export function parseText(text: string, name: string, longest: number): string {
  const trimmed = text.trim();
  // PostgreSQL's text has no place for it.
  if (trimmed.includes('\0')) throw new BadUserInput(`${name} takes text without NUL characters.`);
  if (trimmed.length > 0 && trimmed.length <= longest) return trimmed;
  throw new BadUserInput(`${name} takes 1 to ${longest} characters; got ${trimmed.length}.`);
}

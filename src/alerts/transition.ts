import type { AlertState } from '../environment/alerts/model.ts';
import type { Limits, Verdict } from './rules/rule.ts';

/** What is kept of an episode between two looks. Instants are epoch milliseconds. */
export interface Episode {
  readonly state: AlertState;
  readonly stateSince: number;
  /** Since when the condition counts as true; null while it does not. */
  readonly conditionSince: number | null;
  /** Null: it has not fired yet. */
  readonly firedAt: number | null;
}

/** One look at the subject. */
export interface Look {
  readonly verdict: Verdict;
  /** Since when it is BAD, where the facts tell. */
  readonly since: number | null;
}

/** The rule's patience, milliseconds. */
export type Patience = Pick<Limits, 'forMs'> & { readonly resolveAfterMs: number };

/** The state that a verdict leads to from a state, before any hold is looked at. RESOLVED stays: an episode ends once. */
type Row = Readonly<Record<Verdict, AlertState>>;

const UNKNOWN = { NO_DATA: 'NO_DATA', ERROR: 'ERROR' } as const;
const ENDED: Row = {
  BAD: 'RESOLVED',
  HELD: 'RESOLVED',
  CLEAR: 'RESOLVED',
  GONE: 'RESOLVED',
  NO_DATA: 'RESOLVED',
  ERROR: 'RESOLVED',
};

/** Until an episode has fired: nobody was told, so it may end without a word. */
const BEFORE: Readonly<Partial<Record<AlertState, Row>>> = {
  NORMAL: { BAD: 'PENDING', HELD: 'NORMAL', CLEAR: 'NORMAL', GONE: 'NORMAL', ...UNKNOWN },
  PENDING: { BAD: 'PENDING', HELD: 'PENDING', CLEAR: 'NORMAL', GONE: 'NORMAL', ...UNKNOWN },
  NO_DATA: { BAD: 'PENDING', HELD: 'NORMAL', CLEAR: 'NORMAL', GONE: 'NORMAL', ...UNKNOWN },
  ERROR: { BAD: 'PENDING', HELD: 'NORMAL', CLEAR: 'NORMAL', GONE: 'NORMAL', ...UNKNOWN },
};

/** Once it has fired: only CLEAR for long enough, or a subject that is gone, ends it; never silence. */
const AFTER: Readonly<Partial<Record<AlertState, Row>>> = {
  FIRING: { BAD: 'FIRING', HELD: 'FIRING', CLEAR: 'RECOVERING', GONE: 'RESOLVED', ...UNKNOWN },
  RECOVERING: { BAD: 'FIRING', HELD: 'RECOVERING', CLEAR: 'RECOVERING', GONE: 'RESOLVED', ...UNKNOWN },
  NO_DATA: { BAD: 'FIRING', HELD: 'FIRING', CLEAR: 'RECOVERING', GONE: 'RESOLVED', ...UNKNOWN },
  ERROR: { BAD: 'FIRING', HELD: 'FIRING', CLEAR: 'RECOVERING', GONE: 'RESOLVED', ...UNKNOWN },
};

/** A subject that nothing is known to be wrong with. */
export const NOTHING: Episode = { state: 'NORMAL', stateSince: 0, conditionSince: null, firedAt: null };

/**
 * The episode after a look. Times compare by `now`, which is the database's clock: one clock for all processes. A time
 * that lies ahead of it (a clock that was set back) counts as now, so holds start anew and nothing comes early.
 * - PENDING fires when the condition has lasted longer than `forMs` (at once where that is 0), and only on BAD.
 * - RECOVERING resolves on CLEAR after `resolveAfterMs`; a look between the edges (HELD) starts that time anew.
 * - Time without data is no time of the condition, unless the facts say since when it is BAD; an ERROR is our own
 *   failure and takes nothing back.
 */
export function transition(
  episode: Episode,
  { verdict, since }: Look,
  patience: Patience,
  now: number,
): Episode {
  const to = (episode.firedAt === null ? BEFORE : AFTER)[episode.state]?.[verdict] ?? ENDED[verdict];
  const conditionSince = nextCondition(episode, to, { verdict, since }, now);
  const moved = { ...episode, conditionSince };

  if (to === 'PENDING' && verdict === 'BAD' && hasLasted(conditionSince, patience.forMs, now))
    return enter({ ...moved, firedAt: now }, 'FIRING', now);
  if (to !== 'RECOVERING') return enter(moved, to, now);
  const entered = enter(moved, to, now);
  const clearSince = verdict === 'CLEAR' ? entered.stateSince : now;
  if (verdict === 'CLEAR' && now - clearSince >= patience.resolveAfterMs)
    return enter(moved, 'RESOLVED', now);
  return { ...entered, stateSince: clearSince };
}

function enter(episode: Episode, state: AlertState, now: number): Episode {
  const stays = state === episode.state && episode.stateSince <= now;
  return { ...episode, state, stateSince: stays ? episode.stateSince : now };
}

function hasLasted(since: number | null, forMs: number, now: number): boolean {
  return since !== null && (forMs === 0 || now - since > forMs);
}

function nextCondition(
  { firedAt, conditionSince }: Episode,
  to: AlertState,
  { verdict, since }: Look,
  now: number,
): number | null {
  if (to === 'NORMAL' || (to === 'NO_DATA' && firedAt === null)) return null;
  if (verdict !== 'BAD') return conditionSince;
  if (to === 'PENDING' && since !== null) return Math.min(since, now);
  return Math.min(conditionSince ?? since ?? now, now);
}

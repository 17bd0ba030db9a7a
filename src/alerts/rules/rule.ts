import type { AlertRole } from '../../environment/alerts/model.ts';
import type { IssueSeverity } from '../../environment/health/model.ts';
import type { AlertFacts } from '../facts.ts';

/**
 * What one look says of a subject. BAD and CLEAR are the two edges of the condition and HELD is what lies between them,
 * where nothing changes · GONE: there is no such thing any more · NO_DATA: the source is silent · ERROR: the facts could
 * not be read or judged.
 */
export type Verdict = 'BAD' | 'HELD' | 'CLEAR' | 'GONE' | 'NO_DATA' | 'ERROR';

/** One subject as a rule sees it. Texts are for people, with the figures. */
export interface Observation {
  /** One observation a subject; a subject that a rule no longer names is gone. */
  readonly subjectId: string;
  readonly integrationId: string | null;
  readonly verdict: Verdict;
  readonly severity: IssueSeverity;
  readonly title: string;
  readonly description: string;
  /** Since when it is BAD, ISO 8601, where the facts tell; null: since it was first seen. */
  readonly since: string | null;
}

/** The figures of a rule that a customer may have others for. */
export interface Limits {
  /** In the rule's own unit; 0 where it has none. */
  readonly threshold: number;
  /** How long the condition has to last before the rule fires, milliseconds. */
  readonly forMs: number;
}

/** What a threshold counts, and which ones make sense: one out of this range would switch the rule off by mistake. */
export interface ThresholdRange {
  /** For people: it reads on after "takes". */
  readonly unit: string;
  readonly least: number;
  readonly most: number;
}

/** A rule is data: the engine runs all of them alike and knows none by name. */
export interface AlertRule extends Limits {
  /** Stable for ever: alerts are told apart by it. */
  readonly id: string;
  /** What customers may set the threshold to; null: the rule has none. */
  readonly range: ThresholdRange | null;
  /** Whom it tells; nobody: it is only shown. */
  readonly recipients: readonly AlertRole[];
  /** How long it has to be well again before the alert resolves, milliseconds. */
  readonly resolveAfterMs: number;
  /** Pure. Null where the facts that it needs could not be read. */
  readonly observe: (facts: AlertFacts, limits: Limits, now: Date) => Observation[] | null;
}

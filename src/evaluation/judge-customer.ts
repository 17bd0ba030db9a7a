import type { Facts } from '../environment/facts.ts';
import { evaluateRules, reconcileIssues } from '../environment/health/issues.ts';
import type { TechnicalIssue } from '../environment/health/model.ts';
import { POLICY } from '../environment/health/policy.ts';
import { RULES } from '../environment/health/rules/index.ts';
import { type Health, scoreHealth } from '../environment/health/score.ts';
import {
  attemptsOf,
  type DeliveryTelemetry,
  type RunTelemetry,
} from '../environment/integrations/attempts.ts';
import type { Integration } from '../environment/integrations/model.ts';
import { type HealthState, judge, nextState } from '../environment/integrations/state.ts';

/** The raw telemetry of one integration. */
export interface Telemetry {
  readonly customerId: string;
  readonly integrationId: string;
  readonly runs: readonly RunTelemetry[];
  readonly deliveries: readonly DeliveryTelemetry[];
}

/** An integration's state that differs from the stored one. */
export interface StateChange extends HealthState {
  readonly integrationId: string;
}

/** An issue to write, and which version of it the judgement is of: its `updatedAt` when it was read; null when new. */
export interface IssueWrite extends TechnicalIssue {
  readonly readAt: string | null;
}

/** What one look at a customer says: what has to be written, and the score. */
export interface Judgement {
  readonly customerId: string;
  readonly states: readonly StateChange[];
  readonly issues: readonly IssueWrite[];
  readonly health: Health;
  /** The facts as they are after the changes. */
  readonly facts: Facts;
}

/**
 * Judges one customer from what is stored: the state of each integration from its telemetry, then the issues, then the
 * score, each from the result of the one before. Pure; facts that could not be read change nothing.
 */
export function judgeCustomer(stored: Facts, telemetry: readonly Telemetry[], now: Date): Judgement {
  const { customerId } = stored;
  const byId = new Map(telemetry.map((one) => [one.integrationId, one]));
  const states: StateChange[] = [];
  const integrations =
    stored.integrations?.map((integration): Integration => {
      const seen = byId.get(integration.id);
      if (!seen) return integration;
      const state = judgeIntegration(integration, seen, now);
      if (differs(integration, state)) states.push({ integrationId: integration.id, ...state });
      return { ...integration, ...state };
    }) ?? null;

  const judged = { ...stored, integrations };
  const issues =
    stored.issues === null
      ? []
      : reconcileIssues(stored.issues, evaluateRules(judged, RULES, now), now).upserts;
  const changed = new Map(issues.map((issue) => [issue.id, issue]));
  const kept = stored.issues?.filter(({ id }) => !changed.has(id)) ?? null;
  const facts = { ...judged, issues: kept && [...kept, ...issues] };
  const read = new Map(stored.issues?.map(({ id, updatedAt }) => [id, updatedAt]));
  const writes = issues.map((issue) => ({ ...issue, readAt: read.get(issue.id) ?? null }));
  return { customerId, states, issues: writes, facts, health: scoreHealth(facts, POLICY, now) };
}

function judgeIntegration(integration: Integration, seen: Telemetry, now: Date): HealthState {
  const verdict = judge(integration, attemptsOf(seen.runs, seen.deliveries, integration, now), now);
  return nextState(integration, verdict, now);
}

function differs(integration: Integration, state: HealthState): boolean {
  return (
    integration.healthStatus !== state.healthStatus ||
    integration.healthReason !== state.healthReason ||
    integration.recoveringTo !== state.recoveringTo ||
    timeOf(integration.recoveringSince) !== timeOf(state.recoveringSince)
  );
}

// PostgreSQL and JavaScript write the same instant differently.
function timeOf(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant);
}

import type { Database } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import type { Judgement } from './judge-customer.ts';

const sql = (name: string) => loadSql(new URL(name, import.meta.url));
const updateStates = sql('./update-states.sql');
const upsertIssues = sql('./upsert-issues.sql');
const upsertScores = sql('./upsert-scores.sql');

/** Writes what judgements change, all of it or nothing. Rows that would stay as they are are not touched. */
export async function storeJudgements(
  db: Database,
  judgements: readonly Judgement[],
  now: Date,
): Promise<void> {
  const states = judgements.flatMap(({ states }) => states);
  const issues = judgements.flatMap(({ issues }) => issues);
  const scores = judgements.map(({ customerId, health }) => {
    const scoreOf = (kind: string) =>
      health.components.find(({ component }) => component === kind)?.score ?? null;
    return {
      customerId,
      day: now.toISOString().slice(0, 10),
      policyVersion: health.policyVersion,
      score: health.score,
      integrations: scoreOf('INTEGRATIONS'),
      api: scoreOf('API'),
      security: scoreOf('SECURITY'),
      coverage: health.coverage,
    };
  });
  await db.tx(async (tx) => {
    // The histories that triggers keep name the service rather than its database role.
    await tx.any("select set_config('app.actor', 'technical environment service', true)");
    if (states.length > 0) await tx.none(updateStates, { states: JSON.stringify(states), now });
    if (issues.length > 0) await tx.none(upsertIssues, { issues: JSON.stringify(issues), now });
    await tx.none(upsertScores, { scores: JSON.stringify(scores) });
  });
}

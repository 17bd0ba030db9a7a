import type { Database } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import { inputsOf } from '../environment/health/history.ts';
import type { Judgement } from './judge-customer.ts';
import { storeScores } from './scores.ts';

const updateStates = loadSql(new URL('./update-states.sql', import.meta.url));
const upsertIssues = loadSql(new URL('./upsert-issues.sql', import.meta.url));

/** Writes what judgements change, all of it or nothing. Rows that would stay as they are are not touched. */
export async function storeJudgements(
  db: Database,
  judgements: readonly Judgement[],
  now: Date,
): Promise<void> {
  const states = judgements.flatMap(({ states }) => states);
  const issues = judgements.flatMap(({ issues }) => issues);
  const day = now.toISOString().slice(0, 10);
  const scores = judgements.map(({ customerId, health, facts }) => ({
    customerId,
    day,
    health,
    inputs: inputsOf(facts, now),
  }));
  await db.tx(async (tx) => {
    // The histories that triggers keep name the service rather than its database role.
    await tx.any("select set_config('app.actor', 'technical environment service', true)");
    if (states.length > 0) await tx.none(updateStates, { states: JSON.stringify(states), now });
    if (issues.length > 0) await tx.none(upsertIssues, { issues: JSON.stringify(issues) });
    await storeScores(tx, scores);
  });
}

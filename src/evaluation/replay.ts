import type { Database } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import { replay, type ScoreInputs } from '../environment/health/history.ts';
import type { Policy } from '../environment/health/policy.ts';
import { storeScores } from './scores.ts';

const replayableSql = loadSql(new URL('./read-replayable.sql', import.meta.url));
const BATCH = 500;

/**
 * Scores every kept day by a policy that has not scored it yet, so that a trend never mixes policies. The scores of
 * other policies stay. Returns how many days were scored.
 */
export async function replayHistory(db: Database, policy: Policy): Promise<number> {
  for (let replayed = 0; ; ) {
    const parameters = { policyVersion: policy.policyVersion, limit: BATCH };
    const rows = await db.any<{ customerId: string; day: string; inputs: ScoreInputs }>(
      replayableSql,
      parameters,
    );
    const scores = rows.map(({ customerId, day, inputs }) => {
      const endOfDay = new Date(`${day}T23:59:59Z`);
      return { customerId, day, inputs, health: replay(customerId, inputs, policy, endOfDay) };
    });
    await storeScores(db, scores);
    replayed += rows.length;
    if (rows.length < BATCH) return replayed;
  }
}

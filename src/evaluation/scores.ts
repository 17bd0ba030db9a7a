import type { Queryable } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import type { ScoreInputs } from '../environment/health/history.ts';
import type { Health } from '../environment/health/score.ts';

const upsertScores = loadSql(new URL('./upsert-scores.sql', import.meta.url));

/** A customer's score on a day, and what it was computed from. */
export interface DayScore {
  readonly customerId: string;
  /** YYYY-MM-DD, UTC. */
  readonly day: string;
  readonly health: Health;
  readonly inputs: ScoreInputs;
}

/** Stores scores under their policy's version; of several on a day the last stays. */
export async function storeScores(db: Queryable, scores: readonly DayScore[]): Promise<void> {
  const rows = scores.map(({ health, ...rest }) => {
    const scoreOf = (kind: string) =>
      health.components.find(({ component }) => component === kind)?.score ?? null;
    return {
      ...rest,
      policyVersion: health.policyVersion,
      score: health.score,
      integrations: scoreOf('INTEGRATIONS'),
      api: scoreOf('API'),
      security: scoreOf('SECURITY'),
      coverage: health.coverage,
    };
  });
  await db.none(upsertScores, { scores: JSON.stringify(rows) });
}

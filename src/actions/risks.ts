import type { Transaction } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import type { SettingName } from '../environment/security/model.ts';
import { BadUserInput } from '../errors.ts';

const insertSql = loadSql(new URL('./insert-risk-acceptance.sql', import.meta.url));
const withdrawSql = loadSql(new URL('./withdraw-risk-acceptance.sql', import.meta.url));

/** Whose risk it is, who decides, and when. */
export interface RiskDecision {
  readonly customerId: string;
  readonly setting: SettingName;
  readonly actor: string;
  readonly now: Date;
}

/** Accepts a risk in place of any earlier acceptance, which is kept as withdrawn. */
export async function acceptRisk(
  tx: Transaction,
  decision: RiskDecision,
  { reason, until }: { reason: string; until: string | null },
): Promise<void> {
  const today = decision.now.toISOString().slice(0, 10);
  if (until !== null && until < today)
    throw new BadUserInput(`until takes today (${today}) or a later day; got ${until}.`);
  // Two decisions at once take turns; the later one stands.
  await tx.any('select id from customers where id = $(customerId) for update', decision);
  await tx.none(withdrawSql, decision);
  await tx.none(insertSql, { ...decision, reason, until });
}

/**
 * Withdraws the acceptance in force.
 * @throws {BadUserInput} when there is none.
 */
export async function withdrawRisk(tx: Transaction, decision: RiskDecision): Promise<void> {
  const { rowCount } = await tx.result(withdrawSql, decision);
  if (rowCount === 0) throw new BadUserInput(`No risk of ${decision.setting} is accepted for this customer.`);
}

import type { Facts } from '../facts.ts';
import { roundHalfUp } from '../rounding.ts';
import { productNamed, productOfIntegration } from './catalog.ts';
import { CATEGORIES } from './categories.ts';
import { ageDays, judgeTechnologies, keyOf } from './relevance.ts';

/** An integration worth proposing. */
export interface Opportunity {
  readonly technology: string;
  readonly category: string;
  /** What the customer gains, in a few words. */
  readonly benefit: string;
  /** 0–1, not rounded, only for comparison: how sure it is that they use it × what its category is worth to us. */
  readonly score: number;
  /** Sentences for people, the weightiest first. */
  readonly reasons: readonly string[];
  /** What a recommendation of it is good for, in a few words. */
  readonly impact: string;
}

const LEAST_CONFIDENCE = 0.5;

/**
 * What we could propose to connect, the best first: supported by us, used by the customer with a confidence of at
 * least 0.5, neither connected nor asked for already (pending). Null where the technologies or the integrations could
 * not be read: then nobody knows what is connected.
 */
export function findOpportunities(
  facts: Pick<Facts, 'technologies' | 'integrations' | 'pendingIntegrations'>,
  now: Date,
): Opportunity[] | null {
  const technologies = judgeTechnologies(facts, now);
  if (technologies === null || facts.integrations === null) return null;
  const keyOfIntegration = ({ name }: { readonly name: string }) => keyOf(productOfIntegration(name), name);
  const pending = new Set((facts.pendingIntegrations ?? []).map(keyOfIntegration));
  const switchedOff = new Set(
    facts.integrations.filter(({ status }) => status === 'INACTIVE').map(keyOfIntegration),
  );

  const opportunities = technologies.flatMap((technology): Opportunity[] => {
    const { product, name, category, confidence, relevance, source, lastSeenAt } = technology;
    const kind = product && CATEGORIES[product.category];
    const key = keyOf(productNamed(name), name);
    if (relevance !== 'OPPORTUNITY' || !product?.benefit || !kind) return [];
    if (confidence < LEAST_CONFIDENCE || pending.has(key)) return [];
    const seen = lastSeenAt === null ? 'Seen' : `Last seen ${daysAgo(ageDays(lastSeenAt, now))}`;
    const weighed = [
      {
        weight: confidence,
        text: `${seen} by ${source}; ${roundHalfUp(100 * confidence)}% sure that it is in use.`,
      },
      { weight: kind.weight, text: kind.reason },
    ].sort((a, b) => b.weight - a.weight);
    const reasons = weighed.map(({ text }) => text);
    if (switchedOff.has(key)) reasons.push('It was connected before and is switched off.');
    return [
      {
        technology: name,
        category,
        benefit: product.benefit,
        score: confidence * kind.weight,
        reasons,
        impact: kind.impact,
      },
    ];
  });
  return opportunities.sort((a, b) => b.score - a.score || (a.technology < b.technology ? -1 : 1));
}

function daysAgo(days: number): string {
  const whole = Math.floor(days);
  if (whole === 0) return 'today';
  return whole === 1 ? '1 day ago' : `${whole} days ago`;
}

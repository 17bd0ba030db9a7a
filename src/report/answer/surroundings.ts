import type { Judged } from '../judged.ts';
import type { Answer } from './schema.ts';
import { isoOrNull, lower, lowerOrNull, rounded } from './values.ts';

type Environment = Answer['environment'];

/** Where and in which form the product runs. */
export function deployment({ facts }: Judged): Environment['deployment'] {
  if (facts.deployment === null) return null;
  const { model, region, backupRegion, version, plan } = facts.deployment;
  return { model: lower(model), region, backupRegion, version, plan };
}

/** What the customer uses beside us. Confidence fades by the minute; two decimals hold for days. */
export function techStack({ technologies, opportunities, includeHealth }: Judged): Environment['techStack'] {
  if (technologies === null || opportunities === null) return null;
  return {
    technologies: technologies.map((one) => ({
      category: one.category,
      name: one.name,
      confidence: rounded(one.confidence, 2) ?? 0,
      firstSeenAt: isoOrNull(one.firstSeenAt),
      lastSeenAt: isoOrNull(one.lastSeenAt),
      source: one.source,
      relevance: lower(one.relevance),
    })),
    opportunities: opportunities.map(({ technology, category, benefit, score, reasons }) => ({
      technology,
      category,
      benefit,
      score: includeHealth ? rounded(score, 2) : null,
      reasons: [...reasons],
    })),
  };
}

/** The people to talk technology with. */
export function contacts({ contacts: all }: Judged): Environment['contacts'] {
  if (all === null) return null;
  return all.map(({ id, name, role, technicalLevel, email, primary }) => ({
    id,
    name,
    role,
    technicalLevel: lowerOrNull(technicalLevel),
    email,
    primary,
  }));
}

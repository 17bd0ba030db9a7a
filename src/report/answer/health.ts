import type { Judged } from '../judged.ts';
import type { Answer } from './schema.ts';
import { iso, lower, lowerOrNull } from './values.ts';

type Environment = Answer['environment'];

/** How the overall score comes about; null where scores are left out. */
export function health({ health: found }: Judged): Environment['health'] {
  if (found === null) return null;
  return {
    band: lowerOrNull(found.band),
    coverage: found.coverage,
    components: found.components.map(({ component, score, status, weight }) => ({
      component: lower(component),
      score,
      status: lower(status),
      weight,
    })),
    cappedBy: found.cappedBy?.id ?? null,
    policyVersion: found.policyVersion,
  };
}

/** The issues that are not resolved, the most severe first. */
export function issues({ issues: open }: Judged): Environment['issues'] {
  if (open === null) return null;
  return open.map((one) => ({
    id: one.id,
    title: one.title,
    description: one.description,
    severity: lower(one.severity),
    status: lower(one.status),
    firstDetectedAt: iso(one.firstDetectedAt),
    lastDetectedAt: iso(one.lastDetectedAt),
    suggestedAction: one.suggestedAction,
    owner: one.owner,
    integrationId: one.integrationId,
  }));
}

/** What to do next, the most urgent first. */
export function recommendations({ recommendations: all, includeHealth }: Judged): Answer['recommendations'] {
  if (all === null) return null;
  return all.map(({ id, title, priority, impact, rationale, issue, scoreGain }) => ({
    id,
    title,
    priority: lower(priority),
    impact,
    rationale,
    issueId: issue?.id ?? null,
    scoreGain: includeHealth ? scoreGain : null,
  }));
}

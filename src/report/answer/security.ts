import { detailOf } from '../../environment/security/model.ts';
import type { Judged } from '../judged.ts';
import type { Answer } from './schema.ts';
import { lower, rounded } from './values.ts';

type Environment = Answer['environment'];

/** The security settings, their points and what to do. */
export function securityConfig({ posture, includeHealth }: Judged): Environment['securityConfig'] {
  if (posture === null) return null;
  return {
    score: includeHealth ? rounded(posture.exactScore) : null,
    settings: posture.settings.map((one) => ({
      setting: lower(one.setting),
      state: lower(one.state),
      detail: detailOf(one),
      points: includeHealth ? one.points : null,
      maxPoints: includeHealth ? one.maxPoints : null,
      recommendation: one.recommendation,
      riskAcceptance: one.riskAcceptance && {
        reason: one.riskAcceptance.reason,
        by: one.riskAcceptance.acceptedBy,
        until: one.riskAcceptance.until,
      },
    })),
    recommendations: [...posture.recommendations],
  };
}

/** Obligations, and the regions that disagree with them. */
export function complianceStatus({ facts, conflicts }: Judged): Environment['complianceStatus'] {
  if (facts.complianceItems === null) return null;
  return {
    items: facts.complianceItems.map(({ aspect, status, scope, details, since }) => ({
      aspect,
      status: lower(status),
      scope: lower(scope),
      details,
      since,
    })),
    residencyConflicts: conflicts && [...conflicts],
  };
}

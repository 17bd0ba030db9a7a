import type { Facts } from '../../facts.ts';
import type { SettingName } from '../../security/model.ts';
import { type Posture, type SettingPosture, securityPosture } from '../../security/posture.ts';
import type { Policy } from '../policy.ts';
import { count, date } from '../wording.ts';
import type { Factor } from './factor.ts';

/** Names of the settings for people. */
export const SETTING_TITLES: Readonly<Record<SettingName, string>> = {
  SSO: 'Single sign-on (SSO)',
  MFA: 'Multi-factor authentication',
  IP_ALLOWLIST: 'IP allow-list',
  API_KEY_ROTATION: 'API key rotation',
  AUDIT_LOGGING: 'Audit logging',
  DATA_ENCRYPTION: 'Data encryption',
};

/** The six settings by their points, and the review of administrators' rights without weight (design §7). */
export function securityFactors(
  facts: Pick<Facts, 'customerId' | 'settings' | 'reviews' | 'riskAcceptances'>,
  policy: Policy,
  now: Date,
): Factor[] {
  const posture = securityPosture(facts, policy, now);
  const whole = Object.values(policy.securityPoints).reduce((sum, points) => sum + points, 0);
  const settings = posture.settings.map((judged): Factor => {
    const { setting, share, maxPoints } = judged;
    return {
      id: setting,
      title: SETTING_TITLES[setting],
      weight: maxPoints / whole,
      points: share === null ? null : 100 * share,
      explanation: explain(judged),
      evidence: [{ kind: 'SecuritySetting', id: setting, detail: seen(judged) }],
    };
  });
  return [...settings, adminReview(facts.customerId, posture, policy)];
}

function explain(judged: SettingPosture): string {
  const { setting, state, share, points, maxPoints, riskAcceptance } = judged;
  const title = SETTING_TITLES[setting];
  if (share === null) {
    const what = state === 'UNKNOWN' ? 'was not reported' : 'is on, at an interval that was not reported';
    return `${title} ${what}, so it does not count.`;
  }
  const accepted = riskAcceptance !== null && share < 1 ? ' The gap has been accepted.' : '';
  return `${title} is ${seen(judged)}: ${count(points ?? 0)} of ${maxPoints} points.${accepted}`;
}

function seen({ state, rotationDays }: SettingPosture): string {
  const word = state.toLowerCase().replaceAll('_', ' ');
  return rotationDays === null ? word : `${word}, every ${rotationDays} days`;
}

function adminReview(
  customerId: string,
  { adminReviewDone, adminReviewedAt }: Posture,
  { adminReviewDays }: Policy,
): Factor {
  const last =
    adminReviewedAt === null ? 'have never been reviewed' : `were last reviewed on ${date(adminReviewedAt)}`;
  return {
    id: 'ADMIN_ACCESS_REVIEW',
    title: 'Review of admin access',
    weight: 0,
    points: adminReviewDone === null ? null : adminReviewDone ? 100 : 0,
    explanation:
      adminReviewDone === null
        ? 'Whether admin access was reviewed is unknown.'
        : `Admin access permissions ${last}; a review is due every ${adminReviewDays} days. It changes no points.`,
    evidence: [{ kind: 'SecurityConfiguration', id: customerId, detail: adminReviewedAt }],
  };
}

import type { SettingName, SettingState } from '../../security/model.ts';
import type { Advice, RecommendationPriority } from '../recommendations.ts';

interface Remedy {
  readonly title: string;
  readonly priority: RecommendationPriority;
  readonly impact: string;
  readonly state: SettingState;
  readonly why: string;
}

// What is not listed is mentioned among the settings, no more.
const REMEDIES: Readonly<Partial<Record<SettingName, Remedy>>> = {
  DATA_ENCRYPTION: {
    title: 'Enable data encryption',
    priority: 'HIGH',
    impact: 'Data protection',
    state: 'ENABLED',
    why: 'Without it stored data can be read by whoever gets hold of it.',
  },
  MFA: {
    title: 'Enforce MFA',
    priority: 'HIGH',
    impact: 'Security improvement',
    state: 'ENFORCED',
    why: 'Until every user needs a second factor, one stolen password is enough to get in.',
  },
  SSO: {
    title: 'Enable SSO',
    priority: 'HIGH',
    impact: 'Security improvement',
    state: 'ENABLED',
    why: 'With single sign-on people who leave lose access everywhere at once.',
  },
  AUDIT_LOGGING: {
    title: 'Enable audit logging',
    priority: 'MEDIUM',
    impact: 'Traceability',
    state: 'ENABLED',
    why: 'Without it nobody can say afterwards who did what.',
  },
  API_KEY_ROTATION: {
    title: 'Rotate API keys',
    priority: 'MEDIUM',
    impact: 'Security improvement',
    state: 'ENABLED',
    why: 'A key that is never replaced stays useful to whoever has copied it.',
  },
};

/** Closes a gap of a setting that protects everybody or leaves a trail, unless the customer has accepted it. */
export const closeSecurityGap: Advice = {
  id: 'close-security-gap',
  suggest: ({ posture, issues }) =>
    posture.settings.flatMap(({ setting, recommendation }) => {
      const remedy = REMEDIES[setting];
      if (remedy === undefined || recommendation === null) return [];
      const { title, priority, impact, state, why } = remedy;
      return [
        {
          subjectId: setting,
          title,
          priority,
          impact,
          rationale: `${recommendation}. ${why}`,
          // Rules about settings have the setting as their subject.
          issue: issues.find(({ subjectId }) => subjectId === setting) ?? null,
          changes: [{ setting: { setting, state } }],
        },
      ];
    }),
};

import { roundHalfUp } from '../../environment/rounding.ts';
import type { SettingName, SettingState } from '../../environment/security/model.ts';
import type { SettingPosture } from '../../environment/security/posture.ts';
import type { Block, Inline, Tone } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { outOf100 } from './figures.ts';
import { facts, heading, list, paragraph, status, strong, table, unreadable } from './parts.ts';

const SETTINGS: Readonly<Record<SettingName, { readonly name: string; readonly advice: string }>> = {
  SSO: { name: 'Single Sign-On (SSO)', advice: 'Recommend enabling' },
  MFA: { name: 'Multi-Factor Auth', advice: 'Recommend enforcing' },
  IP_ALLOWLIST: { name: 'IP Whitelist', advice: 'Consider for security' },
  API_KEY_ROTATION: { name: 'API Key Rotation', advice: 'Recommend rotating more often' },
  AUDIT_LOGGING: { name: 'Audit Logging', advice: 'Recommend enabling' },
  DATA_ENCRYPTION: { name: 'Data Encryption', advice: 'Recommend enabling' },
};
const STATES: Readonly<Record<SettingState, readonly [Tone, string]>> = {
  ENABLED: ['good', 'Enabled'],
  ENFORCED: ['good', 'Enforced'],
  CONFIGURED: ['good', 'Configured'],
  OPTIONAL: ['warning', 'Optional'],
  DISABLED: ['bad', 'Disabled'],
  NOT_CONFIGURED: ['bad', 'Not configured'],
  UNKNOWN: ['unknown', 'Unknown'],
};

/** The security settings, their score, and what to do. */
export function security({ posture, includeHealth }: Judged): Block[] {
  const title = heading(2, 'Security Configuration');
  if (posture === null) return [title, unreadable('The security settings')];
  const blocks: Block[] = [
    title,
    table(
      ['Setting', 'Status', 'Recommendation'],
      posture.settings.map((one) => [SETTINGS[one.setting].name, stateOf(one), adviceFor(one)]),
    ),
  ];
  if (includeHealth) {
    const { exactScore } = posture;
    blocks.push(facts(['Security Score', outOf100(exactScore === null ? null : roundHalfUp(exactScore))]));
  }
  if (posture.recommendations.length > 0) {
    blocks.push(
      paragraph(strong('Recommendations'), ':'),
      list([...posture.recommendations], { ordered: true }),
    );
  }
  return blocks;
}

function stateOf({ setting, state, detail, rotationDays, share }: SettingPosture): Inline {
  const [tone, word] = STATES[state];
  if (setting === 'API_KEY_ROTATION' && state === 'ENABLED' && rotationDays !== null) {
    return status(share === 1 ? 'good' : 'warning', `${rotationDays}-day rotation`);
  }
  return status(tone, detail ? `${word} (${detail})` : word);
}

function adviceFor({ setting, recommendation, riskAcceptance }: SettingPosture): string {
  if (riskAcceptance) {
    const until = riskAcceptance.until === null ? '' : ` until ${riskAcceptance.until}`;
    return `Risk accepted${until}: ${riskAcceptance.reason}`;
  }
  return recommendation === null ? '-' : SETTINGS[setting].advice;
}

import type { Facts } from '../facts.ts';
import type { Policy } from '../health/policy.ts';
import {
  type RiskAcceptance,
  SETTING_NAMES,
  type SecuritySetting,
  type SettingName,
  type SettingState,
} from './model.ts';

/** What one setting is worth and what to do about it. */
export interface SettingPosture {
  readonly setting: SettingName;
  readonly state: SettingState;
  readonly detail: string | null;
  readonly rotationDays: number | null;
  /** The share of the points that it brings, 0–1; null when unknown. */
  readonly share: number | null;
  /** 0–maxPoints, not rounded; null when unknown. */
  readonly points: number | null;
  readonly maxPoints: number;
  /** What to do, for people; null when there is no known gap and while a risk acceptance covers it. */
  readonly recommendation: string | null;
  /** The acceptance in force; it changes no points. */
  readonly riskAcceptance: RiskAcceptance | null;
}

/** How well the account is secured. */
export interface Posture {
  /** Points of the known settings as a share of what those can bring, 0–100, not rounded; null when none is known. */
  readonly exactScore: number | null;
  /** All six, in the order of SETTING_NAMES; one that was not reported is UNKNOWN. */
  readonly settings: readonly SettingPosture[];
  /** A check that brings no points: whether administrators' rights were looked through lately; null when unknown. */
  readonly adminReviewDone: boolean | null;
  /** When they last were, ISO 8601; null when never or unknown. */
  readonly adminReviewedAt: string | null;
  /** What to do, for people, the most urgent first. */
  readonly recommendations: readonly string[];
}

const SHARE: Readonly<Record<SettingState, number | null>> = {
  ENABLED: 1,
  ENFORCED: 1,
  CONFIGURED: 1,
  OPTIONAL: 0.5,
  DISABLED: 0,
  NOT_CONFIGURED: 0,
  UNKNOWN: null,
};

type Reported = Pick<SecuritySetting, 'state' | 'rotationDays'>;

// By urgency: what protects everything first, what only adds to the rest last. Wording of PRD-079 where it has any.
const ADVICE: readonly (readonly [SettingName, (reported: Reported, policy: Policy) => string])[] = [
  ['DATA_ENCRYPTION', () => 'Enable encryption of stored data'],
  [
    'MFA',
    ({ state }) => `Enforce MFA for all users (currently ${state === 'OPTIONAL' ? 'optional' : 'disabled'})`,
  ],
  ['SSO', () => 'Enable single sign-on (SSO) for all users'],
  ['AUDIT_LOGGING', () => 'Enable audit logging'],
  [
    'API_KEY_ROTATION',
    ({ rotationDays }, policy) => {
      const now = rotationDays === null ? 'not rotated' : `every ${rotationDays} days`;
      return `Rotate API keys at least every ${policy.rotationDays.all} days (currently ${now})`;
    },
  ],
  ['IP_ALLOWLIST', () => 'Consider IP whitelisting for API access'],
];
const REVIEW_ADVICE = 'Review admin access permissions';
const DAY_MS = 86_400_000;

/**
 * Judges the security settings (design §7). A setting that is UNKNOWN or missing brings no points and no weight, and
 * nothing is recommended about it. So does key rotation that is on at an unknown interval: half of the points would
 * be a guess that can be wrong either way.
 */
export function securityPosture(
  { settings, reviews, riskAcceptances }: Pick<Facts, 'settings' | 'reviews' | 'riskAcceptances'>,
  policy: Policy,
  now: Date,
): Posture {
  const judged = SETTING_NAMES.map((name): SettingPosture => {
    const row = settings?.find(({ setting }) => setting === name);
    const reported = { state: row?.state ?? 'UNKNOWN', rotationDays: row?.rotationDays ?? null } as const;
    const share = shareOf(name, reported, policy);
    const maxPoints = policy.securityPoints[name];
    const riskAcceptance = acceptanceInForce(riskAcceptances ?? [], name, now);
    const gap = share !== null && share < 1 && riskAcceptance === null;
    const advice = ADVICE.find(([setting]) => setting === name)?.[1];
    return {
      setting: name,
      ...reported,
      detail: row?.detail ?? null,
      share,
      points: share === null ? null : share * maxPoints,
      maxPoints,
      recommendation: gap ? (advice?.(reported, policy) ?? null) : null,
      riskAcceptance,
    };
  });

  const known = judged.filter(({ points }) => points !== null);
  const possible = known.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  const reached = known.reduce((sum, { points }) => sum + (points ?? 0), 0);
  const reviewedAt = reviews?.find(({ subject }) => subject === 'ADMIN_ACCESS')?.reviewedAt ?? null;
  const reviewDone =
    reviewedAt !== null && now.getTime() - Date.parse(reviewedAt) <= policy.adminReviewDays * DAY_MS;
  const sentences = ADVICE.map(
    ([name]) => judged.find(({ setting }) => setting === name)?.recommendation ?? null,
  );
  if (reviews !== null && !reviewDone) sentences.push(REVIEW_ADVICE);
  return {
    exactScore: possible > 0 ? (100 * reached) / possible : null,
    settings: judged,
    adminReviewDone: reviews === null ? null : reviewDone,
    adminReviewedAt: reviewedAt,
    recommendations: sentences.filter((text) => text !== null),
  };
}

function shareOf(
  name: SettingName,
  { state, rotationDays }: Reported,
  { rotationDays: limits }: Policy,
): number | null {
  if (name !== 'API_KEY_ROTATION' || state !== 'ENABLED') return SHARE[state];
  if (rotationDays === null) return null;
  if (rotationDays <= limits.all) return 1;
  return rotationDays <= limits.half ? 0.5 : 0;
}

/** The newest acceptance of a setting's gap that holds now: taken, not withdrawn, its last day (UTC) not over. */
export function acceptanceInForce(
  acceptances: readonly RiskAcceptance[],
  name: SettingName,
  now: Date,
): RiskAcceptance | null {
  const passed = (instant: string) => Date.parse(instant) <= now.getTime();
  const inForce = acceptances.filter(
    ({ setting, acceptedAt, until, withdrawnAt }) =>
      setting === name &&
      passed(acceptedAt) &&
      (until === null || now.toISOString().slice(0, 10) <= until) &&
      (withdrawnAt === null || !passed(withdrawnAt)),
  );
  const newestFirst = inForce.sort((a, b) => Date.parse(b.acceptedAt) - Date.parse(a.acceptedAt));
  return newestFirst[0] ?? null;
}

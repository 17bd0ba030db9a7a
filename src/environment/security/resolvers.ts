import type {
  SecurityAuditEntryResolvers,
  SecurityConfigurationResolvers,
  TechnicalEnvironmentResolvers,
} from '../../generated/graphql.ts';
import { encodeCursor, type PageParameters, parsePage, toConnection } from '../../read/paging.ts';
import { defineRead } from '../../read/read.ts';
import { roundHalfUp } from '../rounding.ts';
import { detailOf, type SecurityAuditEntry, type SecuritySettingImage, type SettingName } from './model.ts';
import { loadSecurity } from './view.ts';

const auditLog = defineRead<SecurityAuditEntry, PageParameters>(
  'auditLog',
  new URL('./read-audit-log.sql', import.meta.url),
);

const environment: Pick<TechnicalEnvironmentResolvers, 'security'> = {
  security: (parent, _, { loaders }) => loadSecurity(parent, loaders),
};

const securityConfiguration: SecurityConfigurationResolvers = {
  score: ({ environment: { includeHealth }, posture }) =>
    includeHealth && posture.exactScore !== null ? roundHalfUp(posture.exactScore) : null,

  settings: ({ environment: { includeHealth }, posture }) =>
    posture.settings.map(({ points, maxPoints, riskAcceptance, ...setting }) => ({
      ...setting,
      detail: detailOf(setting),
      points: includeHealth ? points : null,
      maxPoints: includeHealth ? maxPoints : null,
      riskAcceptance: riskAcceptance && {
        reason: riskAcceptance.reason,
        by: riskAcceptance.acceptedBy,
        until: riskAcceptance.until,
      },
    })),

  recommendations: ({ posture }) => posture.recommendations,

  async auditLog({ environment: { customerId } }, args, { loaders }) {
    const list = `auditLog ${customerId}`;
    const rows = await loaders.load(auditLog, customerId, parsePage(list, args));
    return toConnection(rows, args, ({ at, id }) => encodeCursor(list, [at, id]));
  },
};

const names: Readonly<Record<SettingName, string>> = {
  SSO: 'Single sign-on',
  MFA: 'Multi-factor authentication',
  IP_ALLOWLIST: 'IP allow-list',
  API_KEY_ROTATION: 'API key rotation',
  AUDIT_LOGGING: 'Audit logging',
  DATA_ENCRYPTION: 'Data encryption',
};
/** "enabled (90-day rotation)". */
function words(image: SecuritySettingImage): string {
  const detail = detailOf(image);
  const state = image.state.toLowerCase().replaceAll('_', ' ');
  return detail === null ? state : `${state} (${detail})`;
}

const securityAuditEntry: SecurityAuditEntryResolvers = {
  action({ setting, before, after }) {
    const name = names[setting];
    if (!after) return `${name} no longer reported`;
    if (!before) return `${name} recorded as ${words(after)}`;
    return `${name} changed from ${words(before)} to ${words(after)}`;
  },
  previousState: ({ before }) => before?.state ?? null,
  state: ({ after }) => after?.state ?? null,
};

/** The security settings, what they are worth, and who changed them. */
export const resolvers = {
  TechnicalEnvironment: environment,
  SecurityConfiguration: securityConfiguration,
  SecurityAuditEntry: securityAuditEntry,
};

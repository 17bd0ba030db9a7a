import { apiUsageHigh } from './api-usage-high.ts';
import { credentialExpiring } from './credential-expiring.ts';
import { integrationDown } from './integration-down.ts';
import { notificationChannelFailing } from './notification-channel-failing.ts';
import { quotaExhaustionLikely } from './quota-exhaustion-likely.ts';
import type { AlertRule } from './rule.ts';
import { securityConfigurationChanged } from './security-configuration-changed.ts';
import { webhookErrors } from './webhook-errors.ts';

/** All rules. Adding one is a file, its test and a line here. */
export const ALERT_RULES: readonly AlertRule[] = [
  integrationDown,
  apiUsageHigh,
  webhookErrors,
  securityConfigurationChanged,
  credentialExpiring,
  quotaExhaustionLikely,
  notificationChannelFailing,
];

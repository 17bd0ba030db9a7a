import type { Rule } from '../issues.ts';
import { apiErrorRateHigh } from './api-error-rate-high.ts';
import { apiLatencyHigh } from './api-latency-high.ts';
import { apiQuotaApproachingLimit } from './api-quota-approaching-limit.ts';
import { apiQuotaExceeded } from './api-quota-exceeded.ts';
import { complianceGap } from './compliance-gap.ts';
import { credentialExpiring } from './credential-expiring.ts';
import { encryptionDisabled } from './encryption-disabled.ts';
import { integrationAuthenticationFailed } from './integration-authentication-failed.ts';
import { integrationDegraded } from './integration-degraded.ts';
import { integrationDown } from './integration-down.ts';
import { integrationReportedFailing } from './integration-reported-failing.ts';
import { mfaDisabled } from './mfa-disabled.ts';
import { rateLimitHitsHigh } from './rate-limit-hits-high.ts';
import { residencyConflict } from './residency-conflict.ts';
import { telemetryMissing } from './telemetry-missing.ts';
import { usageAnomaly } from './usage-anomaly.ts';
import { webhookDeliveryFailures } from './webhook-delivery-failures.ts';

/** All rules. Adding one is a file, its test and a line here. */
export const RULES: readonly Rule[] = [
  integrationDown,
  integrationAuthenticationFailed,
  integrationDegraded,
  integrationReportedFailing,
  webhookDeliveryFailures,
  credentialExpiring,
  telemetryMissing,
  apiQuotaExceeded,
  apiQuotaApproachingLimit,
  apiErrorRateHigh,
  apiLatencyHigh,
  rateLimitHitsHigh,
  usageAnomaly,
  encryptionDisabled,
  mfaDisabled,
  complianceGap,
  residencyConflict,
];

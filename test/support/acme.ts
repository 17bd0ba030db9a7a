import type { Facts } from '../../src/environment/facts.ts';
import {
  CUSTOMER_ID,
  complianceItem,
  daysBefore,
  deployment,
  endpointUsage,
  integration,
  integrationId,
  issue,
  quota,
  settings,
  technology,
  usageDays,
  webhook,
} from './builders.ts';

/** The webhook of acmeFacts. */
export const ACME_WEBHOOK_ID = integrationId(25);

/** The customer that PRD-079 shows, at NOW; its two issues are stored with the statuses that people gave them. */
export function acmeFacts(): Facts {
  return {
    customerId: CUSTOMER_ID,
    integrations: [
      integration({ id: integrationId(21), syncMode: 'SCHEDULED', syncIntervalSeconds: 300 }),
      integration({
        id: integrationId(22),
        name: 'Slack',
        type: 'COMMUNICATION',
        dataFlowDirection: 'OUTBOUND',
      }),
      integration({ id: integrationId(23), name: 'Okta', type: 'IDENTITY', dataFlowDirection: 'INBOUND' }),
      integration({ id: integrationId(24), name: 'Zapier', type: 'AUTOMATION' }),
      webhook({ id: ACME_WEBHOOK_ID, status: 'ERROR' }),
    ],
    pendingIntegrations: [],
    usage: usageDays(60, { rateLimited: 1 }),
    endpoints: [endpointUsage(), endpointUsage({ endpoint: '/api/v2/reports', calls: 6_000_000 })],
    quotas: [
      quota(),
      quota({ resource: 'RATE_LIMIT', period: 'SECOND', used: 100, limit: 150, unit: 'calls/s' }),
      quota({ resource: 'STORAGE', period: 'NONE', used: 42, limit: 100, unit: 'GB' }),
      quota({ resource: 'WEBHOOKS', period: 'NONE', used: 5, limit: 10, unit: 'webhooks' }),
    ],
    settings: settings({ MFA: 'OPTIONAL', IP_ALLOWLIST: 'NOT_CONFIGURED' }),
    reviews: [],
    riskAcceptances: [],
    complianceItems: [
      complianceItem({
        aspect: 'Data Processing Agreement',
        status: 'SIGNED',
        scope: 'CUSTOMER',
        since: '2024-03-01',
      }),
      complianceItem({ aspect: 'SOC2 Compliance', status: 'COVERED' }),
      complianceItem({ requiredRegions: ['EU'], transferBasis: 'Standard contractual clauses' }),
      complianceItem({ aspect: 'HIPAA', status: 'NOT_APPLICABLE', scope: 'CUSTOMER' }),
    ],
    deployment: deployment(),
    technologies: [
      seen('CRM', 'Salesforce', 0.98, 3, true),
      seen('Marketing', 'HubSpot', 0.93, 4),
      seen('Analytics', 'Tableau', 0.82, 5),
      seen('Cloud', 'AWS', 0.97, 6),
      seen('Communication', 'Slack', 0.96, 7, true),
      seen('Support', 'Zendesk', 0.88, 8),
      seen('SSO/Identity', 'Okta', 1, 9, true),
      seen('Automation', 'Zapier', 1, 10, true),
    ],
    issues: [
      issue({
        id: '11111111-1111-4111-8111-000000000051',
        ruleId: 'webhook-delivery-failures',
        subjectId: ACME_WEBHOOK_ID,
        integrationId: ACME_WEBHOOK_ID,
        title: 'Webhook delivery failures',
        severity: 'MEDIUM',
        status: 'INVESTIGATING',
        firstDetectedAt: daysBefore(2),
      }),
      issue({
        id: '11111111-1111-4111-8111-000000000052',
        ruleId: 'api-quota-approaching-limit',
        subjectId: 'API_CALLS/DAY',
        title: 'API usage approaching limit',
        severity: 'LOW',
        status: 'MONITORING',
        firstDetectedAt: daysBefore(8),
      }),
    ],
  };
}

function seen(category: string, name: string, confidence: number, days: number, confirmed = false) {
  return technology({ category, name, confidence, confirmed, lastSeenAt: daysBefore(days) });
}

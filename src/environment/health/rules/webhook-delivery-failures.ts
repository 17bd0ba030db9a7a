import type { Rule } from '../issues.ts';
import { sentence } from '../wording.ts';
import { connected, integrationHealthState, isDegraded, isWebhook } from './subjects.ts';

/** MEDIUM: a webhook loses deliveries but is not down (that is `integration-down`). PRD-079's own example. */
export const webhookDeliveryFailures: Rule = {
  id: 'webhook-delivery-failures',
  find: (facts) =>
    connected(facts)
      .filter((integration) => isWebhook(integration) && isDegraded(integration))
      .map(({ id, name, healthReason, endpoint }) => ({
        subjectId: id,
        integrationId: id,
        title: 'Webhook delivery failures',
        description: `${name}: ${sentence(healthReason ?? 'Deliveries fail')} Endpoint: ${endpoint}`,
        severity: 'MEDIUM',
        suggestedAction: 'Contact customer to verify endpoint availability',
      })),
  subjectState: integrationHealthState,
};

import type { AlertFacts, ChannelSignal, IntegrationSignal } from '../../../src/alerts/facts.ts';
import type { AlertRule, Limits, Observation } from '../../../src/alerts/rules/rule.ts';
import { CUSTOMER_ID, integration, integrationId, NOW, quota, usageDays } from '../../support/builders.ts';

/** The one integration of alertFacts. */
export const INTEGRATION_ID = integrationId(0);

/** What is known of that integration: it moves nothing and is not maintained. */
export function signal(over: Partial<IntegrationSignal> = {}): IntegrationSignal {
  return {
    customerId: CUSTOMER_ID,
    integrationId: INTEGRATION_ID,
    recoveringSince: null,
    deliveries: 0,
    failedDeliveries: 0,
    isDeliveredTo: false,
    inMaintenance: false,
    maintainedUntil: null,
    ...over,
  };
}

/** A channel that has delivered. */
export function channel(over: Partial<ChannelSignal> = {}): ChannelSignal {
  return {
    customerId: CUSTOMER_ID,
    channelId: 'channel',
    name: 'On call',
    enabled: true,
    disabledReason: null,
    lastStatus: 'DELIVERED',
    lastDetail: null,
    failingSince: null,
    ...over,
  };
}

/** A customer with nothing wrong. */
export function alertFacts(over: Partial<AlertFacts> = {}): AlertFacts {
  return {
    customerId: CUSTOMER_ID,
    integrations: [integration({ id: INTEGRATION_ID })],
    signals: [signal()],
    quotas: [quota({ used: 500_000 })],
    usage: usageDays(60, { calls: 500_000 }),
    securityChanges: [],
    channels: [],
    ...over,
  };
}

/** A customer of whom nothing could be read. */
export function unreadable(): AlertFacts {
  const nothing = Object.keys(alertFacts()).map((section) => [section, null]);
  return { ...(Object.fromEntries(nothing) as AlertFacts), customerId: CUSTOMER_ID };
}

/** What a rule sees at a customer with nothing wrong but what is given. */
export function observe(
  rule: AlertRule,
  over: Partial<AlertFacts>,
  limits: Partial<Limits> = {},
): Observation[] {
  const { threshold, forMs } = rule;
  return rule.observe(alertFacts(over), { threshold, forMs, ...limits }, NOW) ?? [];
}

/** The verdicts, in short. */
export function verdicts(rule: AlertRule, over: Partial<AlertFacts>, limits: Partial<Limits> = {}): string[] {
  return observe(rule, over, limits).map(({ verdict }) => verdict);
}

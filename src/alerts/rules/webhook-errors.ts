import { connected, isWebhook } from '../../environment/health/rules/subjects.ts';
import { percent } from '../../environment/health/wording.ts';
import type { IntegrationSignal } from '../facts.ts';
import type { AlertRule, Limits, Observation, Verdict } from './rule.ts';
import { signalOf } from './signals.ts';

const LEAST_DELIVERIES = 20;
/** Clears where less than this share of the threshold fails: 8 % for 10 %. */
const CLEARS_AT = 0.8;
const MINUTE_MS = 60_000;

/**
 * MEDIUM, to TECH: over 10 % of a webhook's deliveries of 24 hours failed, of at least 20. Fewer say too little to begin
 * or, while any of them failed, to end an alert; none at all is silence. A webhook is what is set up as one, and
 * whatever else has deliveries on record, so that none of them fails unnoticed.
 */
export const webhookErrors: AlertRule = {
  id: 'webhook-errors',
  range: { unit: 'a share of the deliveries', least: 0, most: 0.99 },
  threshold: 0.1,
  forMs: 0,
  resolveAfterMs: 5 * MINUTE_MS,
  recipients: ['TECH'],
  observe: (facts, limits) =>
    facts.integrations === null || facts.signals === null
      ? null
      : connected(facts).flatMap((integration): Observation[] => {
          const { id, name } = integration;
          const signal = signalOf(facts, id);
          if (signal === null || !(isWebhook(integration) || signal.isDeliveredTo)) return [];
          const { deliveries, failedDeliveries } = signal;
          const share = deliveries === 0 ? 0 : failedDeliveries / deliveries;
          return [
            {
              subjectId: id,
              integrationId: id,
              verdict: verdictOn(signal, limits),
              severity: 'MEDIUM',
              title: `${name}: webhook errors`,
              description: `${failedDeliveries} of ${deliveries} deliveries failed in 24 h (${percent(share)}).`,
              since: null,
            },
          ];
        }),
};

function verdictOn(signal: IntegrationSignal, { threshold }: Limits): Verdict {
  const { deliveries, failedDeliveries, inMaintenance } = signal;
  if (deliveries === 0) return 'NO_DATA';
  const share = failedDeliveries / deliveries;
  if (share > threshold) return deliveries >= LEAST_DELIVERIES && !inMaintenance ? 'BAD' : 'HELD';
  return failedDeliveries === 0 || share < CLEARS_AT * threshold ? 'CLEAR' : 'HELD';
}

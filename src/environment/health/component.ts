import type { Facts } from '../facts.ts';
import { type HealthComponentKind, POLICY } from './policy.ts';
import { type HealthComponent, scoreHealth } from './score.ts';

const nothing: Omit<Facts, 'customerId'> = {
  integrations: null,
  pendingIntegrations: null,
  usage: null,
  endpoints: null,
  quotas: null,
  settings: null,
  reviews: null,
  riskAcceptances: null,
  complianceItems: null,
  deployment: null,
  technologies: null,
  issues: null,
};

/** One part of the score from the facts that it needs, for a section that shows its own score. */
export function scoreComponent(
  kind: HealthComponentKind,
  facts: Partial<Facts> & Pick<Facts, 'customerId'>,
  now: Date,
): HealthComponent {
  const found = scoreHealth({ ...nothing, ...facts }, POLICY, now).components.find(
    ({ component }) => component === kind,
  );
  if (!found) throw new Error(`The health policy has no component ${kind}.`);
  return found;
}

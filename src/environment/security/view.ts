import type { Loaders } from '../../read/loaders.ts';
import type { Environment } from '../environment.ts';
import { POLICY } from '../health/policy.ts';
import { sections } from '../sections.ts';
import { type Posture, securityPosture } from './posture.ts';

/** A customer's security settings, judged. */
export interface SecurityView {
  readonly environment: Environment;
  readonly posture: Posture;
}

/** Loads and judges the security settings. */
export async function loadSecurity(environment: Environment, loaders: Loaders): Promise<SecurityView> {
  const [settings, reviews, riskAcceptances] = await Promise.all([
    loaders.load(sections.settings, environment.customerId),
    loaders.load(sections.reviews, environment.customerId),
    loaders.load(sections.riskAcceptances, environment.customerId),
  ]);
  return {
    environment,
    posture: securityPosture({ settings, reviews, riskAcceptances }, POLICY, loaders.now),
  };
}

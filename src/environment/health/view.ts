import { getOrMake } from '../../read/get-or-make.ts';
import type { Loaders } from '../../read/loaders.ts';
import type { Environment } from '../environment.ts';
import type { Facts } from '../facts.ts';
import { loadFacts } from '../load-facts.ts';
import { scoreNeeds } from '../needs.ts';
import { POLICY } from './policy.ts';
import { type Health, scoreHealth } from './score.ts';

/** A customer's overall health and the facts that it was computed from. */
export interface HealthView {
  readonly environment: Environment;
  readonly facts: Facts;
  readonly health: Health;
}

const views = new WeakMap<Loaders, Map<string, Promise<HealthView>>>();

/** Scores a customer once for each set of loaders, however many fields ask. */
export function loadHealth(environment: Environment, loaders: Loaders): Promise<HealthView> {
  const known = getOrMake(views, loaders, () => new Map());
  return getOrMake(known, environment.customerId, () => judge(environment, loaders));
}

async function judge(environment: Environment, loaders: Loaders): Promise<HealthView> {
  const facts = await loadFacts(environment.customerId, loaders, scoreNeeds);
  return { environment, facts, health: scoreHealth(facts, POLICY, loaders.now) };
}

import { type FieldNode, type GraphQLObjectType, type GraphQLResolveInfo, getArgumentValues } from 'graphql';
import { BadUserInput, DomainError } from '../errors.ts';
import { parseUuid } from '../read/uuid.ts';
import type { Context } from './context.ts';
import type { Environment } from './environment.ts';
import { hoursOf, metrics } from './integrations/metrics.ts';
import { needs, scoresAlone } from './needs.ts';
import { type SectionName, sections } from './sections.ts';
import { selectedBelow, selectedFields } from './selection.ts';

/** The arguments with which every door into an environment comes. */
export interface EntryArguments {
  readonly includeHealth?: boolean;
  readonly asOf?: Date | string | null;
}

/**
 * Enters one customer's environment: null where we hold nothing about the customer or it may not be seen. The sections
 * that the selection needs are asked for in the same tick as the customer, so existence costs no round trip of its own.
 * @throws {BadUserInput} for an id that is not a UUID or a moment in the future.
 */
export async function enter(
  id: unknown,
  { includeHealth = true, asOf }: EntryArguments,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Environment | null> {
  const customerId = parseUuid(id, 'customerId');
  refuseHistory(asOf, context.loaders.now);
  const wanted = wantedSections(info, { includeHealth });
  // Whoever resolves the field meets a failure; here it is only kept from counting as unhandled.
  for (const name of wanted)
    prefetch(context.loaders.load(sections[name] as typeof sections.customer, customerId));
  for (const hours of wantedMetrics(info)) prefetch(context.loaders.load(metrics, customerId, { hours }));
  const customer = await context.loaders.loadOne(sections.customer, customerId);
  return customer && { customerId, includeHealth, wanted };
}

/**
 * The sections that are needed by the fields selected below the field being resolved (or below others that its selection
 * has led to), each once. Without health, fields that are nothing but a score need none.
 */
export function wantedSections(
  info: GraphQLResolveInfo,
  {
    includeHealth = true,
    below = info.fieldNodes,
  }: { includeHealth?: boolean; below?: readonly FieldNode[] } = {},
): SectionName[] {
  const fields = selectedBelow(below, 'TechnicalEnvironment', info.fragments, info.variableValues);
  const names = fields.map(({ name }) => name.value as keyof typeof needs);
  const needed = names.filter((name) => includeHealth || !scoresAlone.has(name));
  return [...new Set(needed.flatMap((name) => needs[name] ?? []))];
}

function wantedMetrics(info: GraphQLResolveInfo): Set<number> {
  const integrations = selectedFields(info, 'TechnicalEnvironment').filter(
    ({ name }) => name.value === 'integrations',
  );
  const nodes = selectedBelow(integrations, 'Integration', info.fragments, info.variableValues);
  return new Set(
    nodes.filter(({ name }) => name.value === 'metrics').flatMap((node) => hoursAsked(node, info)),
  );
}

function hoursAsked(node: FieldNode, info: GraphQLResolveInfo): number[] {
  const field = (info.schema.getType('Integration') as GraphQLObjectType).getFields().metrics;
  try {
    return field ? [hoursOf(getArgumentValues(field, node, info.variableValues))] : [];
  } catch {
    // The field's own resolver will say what is wrong, at its path.
    return [];
  }
}

function refuseHistory(asOf: Date | string | null | undefined, now: Date): void {
  if (asOf === null || asOf === undefined) return;
  if (new Date(asOf).getTime() > now.getTime()) {
    throw new BadUserInput('asOf is in the future. Leave it out for the present.');
  }
  throw new DomainError(
    'HISTORY_UNAVAILABLE',
    'This service keeps no past states to answer asOf from. Leave it out for the present.',
  );
}

function prefetch(loading: Promise<unknown>): void {
  loading.catch(() => {});
}

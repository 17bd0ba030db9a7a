import { readdirSync, readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { resolvers as actions } from '../actions/resolvers.ts';
import { resolvers as alertActions } from '../alerts/actions/resolvers.ts';
import { resolverModules } from '../environment/resolvers.ts';
import { resolvers as report } from '../report/resolvers.ts';
import { limitRepresentations } from './representations.ts';
import { scalars } from './scalars.ts';

const folder = new URL('../../schema/', import.meta.url);

/** The contract as it is written, one file a concept, in the order of the files' names. */
export function readSdl(): string {
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return files
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
}

/** The executable schema; a router may ask for `maxRepresentations` entities at once. */
export function buildSchema(maxRepresentations: number): GraphQLSchema {
  const resolvers: Record<string, object> = { ...scalars };
  for (const module of [...resolverModules, actions, alertActions, report]) {
    for (const [type, fields] of Object.entries<object>(module))
      resolvers[type] = { ...resolvers[type], ...fields };
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(readSdl()), resolvers: resolvers as never }]);
  return limitRepresentations(schema, maxRepresentations);
}

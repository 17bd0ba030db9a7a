import { defaultFieldResolver, type GraphQLSchema, isUnionType } from 'graphql';
import { BadUserInput } from '../errors.ts';

/** Refuses what no router would send to `_entities`, before any of it is looked at: too many, or of no entity of ours. */
export function limitRepresentations(schema: GraphQLSchema, most: number): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()._entities;
  const union = schema.getType('_Entity');
  if (!field || !isUnionType(union)) throw new Error('The schema has no entities.');
  const names = union.getTypes().map(({ name }) => name);
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args: { representations: Record<string, unknown>[] }, context, info) => {
    const { length } = args.representations;
    if (length > most) {
      throw new BadUserInput(
        `_entities takes at most ${most} representations at once; got ${length}. Send them in parts.`,
      );
    }
    for (const representation of args.representations) {
      if (names.includes(representation?.__typename as string)) continue;
      throw new BadUserInput(`Each representation takes a __typename of ${names.join(', ')}.`);
    }
    return resolve(source, args, context, info);
  };
  return schema;
}

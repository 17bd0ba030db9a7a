import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import { BadUserInput } from '../errors.ts';

/** Refuses `_entities` with more representations than a router would send, before any of them is looked at. */
export function limitRepresentations(schema: GraphQLSchema, most: number): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()._entities;
  if (!field) throw new Error('The schema has no entities.');
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args: { representations: unknown[] }, context, info) => {
    const { length } = args.representations;
    if (length > most)
      throw new BadUserInput(
        `_entities takes at most ${most} representations at once; got ${length}. Send them in parts.`,
      );
    return resolve(source, args, context, info);
  };
  return schema;
}

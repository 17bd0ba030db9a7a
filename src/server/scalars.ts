import { GraphQLError, GraphQLScalarType, print, type ValueNode } from 'graphql';
import { DateResolver, DateTimeResolver, EmailAddressResolver, SafeIntResolver } from 'graphql-scalars';

/** The contract's scalars; what they do not take is refused in words that say what they do. */
export const scalars: Readonly<Record<string, GraphQLScalarType>> = {
  DateTime: inWords(DateTimeResolver, 'a moment with its time zone, such as "2026-12-24T08:00:00Z"'),
  Date: inWords(DateResolver, 'a day, such as "2026-12-24"'),
  SafeInt: inWords(SafeIntResolver, 'a whole number between -9007199254740991 and 9007199254740991'),
  EmailAddress: asStored(inWords(EmailAddressResolver, 'an e-mail address, such as "ann@example.com"')),
};

// Others recorded it, also where it has letters that HTML's form does not know; as an error, it would be in the log.
function asStored(scalar: GraphQLScalarType): GraphQLScalarType {
  return new GraphQLScalarType({ ...scalar.toConfig(), serialize: String });
}

function inWords(scalar: GraphQLScalarType, accepts: string): GraphQLScalarType {
  const { parseValue, parseLiteral, ...config } = scalar.toConfig();
  const attempt = <Value>(parse: () => Value, shown: string, node?: ValueNode): Value => {
    try {
      return parse();
    } catch {
      const got = shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
      throw new GraphQLError(`${scalar.name} takes ${accepts}; got ${got}.`, {
        nodes: node ?? null,
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  };
  return new GraphQLScalarType({
    ...config,
    parseValue: (value) => attempt(() => parseValue(value), JSON.stringify(value)),
    parseLiteral: (node, variables) => attempt(() => parseLiteral(node, variables), print(node), node),
  });
}

import { GraphQLError, Kind, type SelectionSetNode, type ValidationRule } from 'graphql';

/** How deep a document may go, counting fields. */
const DEEPEST = 15;
/**
 * How often one field may stand above itself. Customers have integrations that have customers: each round multiplies the
 * answer by the number of integrations.
 */
const MOST_ROUNDS = 2;
/** How many fields, aliases counted one by one, may stand at the top of an operation. */
const MOST_AT_TOP = 50;
/** How many fields a document may come to once its fragments are spread. */
const MOST_FIELDS = 10_000;

/** Refuses documents whose answers would grow out of proportion to their text, before anything is read for them. */
export const limitComplexity: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    let fields = 0;
    const refuse = (message: string) => {
      const extensions = { code: 'GRAPHQL_VALIDATION_FAILED' };
      context.reportError(new GraphQLError(message, { nodes: operation, extensions }));
      return false;
    };

    // Stops at the first offence, so that a hostile document is not walked to its end.
    const walk = (set: SelectionSetNode, path: readonly string[], spread: readonly string[]): boolean =>
      set.selections.every((node) => {
        if (node.kind === Kind.INLINE_FRAGMENT) return walk(node.selectionSet, path, spread);
        if (node.kind === Kind.FRAGMENT_SPREAD) {
          const fragment = context.getFragment(node.name.value);
          // Unknown ones and circles are other rules' to report.
          if (!fragment || spread.includes(node.name.value)) return true;
          fields += 1;
          if (fields > MOST_FIELDS)
            return refuse(`The document has more than ${MOST_FIELDS} fields. Ask in parts.`);
          return walk(fragment.selectionSet, path, [...spread, node.name.value]);
        }
        const name = node.name.value;
        if (name.startsWith('__')) return true;
        fields += 1;
        if (fields > MOST_FIELDS)
          return refuse(`The document has more than ${MOST_FIELDS} fields. Ask in parts.`);
        if (path.length >= DEEPEST)
          return refuse(`The document is more than ${DEEPEST} fields deep. Ask in steps.`);
        if (path.filter((above) => above === name).length >= MOST_ROUNDS) {
          return refuse(
            `The field "${name}" stands below itself too often (${MOST_ROUNDS} levels of it are allowed). Ask in steps.`,
          );
        }
        return node.selectionSet ? walk(node.selectionSet, [...path, name], spread) : true;
      });

    if (operation.selectionSet.selections.length > MOST_AT_TOP) {
      refuse(`An operation may ask for ${MOST_AT_TOP} fields at its top. Ask in parts.`);
      return;
    }
    walk(operation.selectionSet, [], []);
  },
});

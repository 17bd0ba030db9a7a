import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { getOrMake } from '../read/get-or-make.ts';

/** A field of a selection with the nodes whose @skip and @include decide whether it is there. */
interface Candidate {
  readonly field: FieldNode;
  readonly conditions: readonly SelectionNode[];
}

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;
/** What is nested in more conditions than this is not looked ahead at; its resolvers ask by themselves. */
const DEEPEST_CONDITIONS = 4;

type Variables = Readonly<Record<string, unknown>>;

// Parsed documents are cached and shared between requests, so their nodes are keys that live as long as they are useful.
const remembered = new WeakMap<SelectionSetNode, Map<string, readonly Candidate[]>>();

/**
 * The fields that an operation selects on a type below the field being resolved, @skip and @include taken into account.
 * The walk through the selection is remembered per document; only the conditions are looked at again.
 */
export function selectedFields(info: GraphQLResolveInfo, typeName: string): FieldNode[] {
  return selectedBelow(info.fieldNodes, typeName, info.fragments, info.variableValues);
}

/** Like selectedFields, below fields that selectedFields has found. */
export function selectedBelow(
  fields: readonly FieldNode[],
  typeName: string,
  fragments: Fragments,
  variables: Variables,
): FieldNode[] {
  return fields
    .flatMap(({ selectionSet }) => (selectionSet ? candidatesOf(selectionSet, typeName, fragments) : []))
    .filter(({ conditions }) => conditions.every((node) => isIncluded(node, variables)))
    .map(({ field }) => field);
}

function candidatesOf(set: SelectionSetNode, typeName: string, fragments: Fragments): readonly Candidate[] {
  const byType = getOrMake(remembered, set, () => new Map());
  return getOrMake(byType, typeName, () => walk(set, typeName, fragments, []));
}

function walk(
  set: SelectionSetNode,
  typeName: string,
  fragments: Fragments,
  outer: readonly SelectionNode[],
  visited: Set<string> = new Set(),
): Candidate[] {
  return set.selections.flatMap((node) => {
    const conditions = node.directives?.length ? [...outer, node] : outer;
    if (node.kind === Kind.FIELD) return [{ field: node, conditions }];
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments[node.name.value] : node;
    if (!fragment || (fragment.typeCondition && fragment.typeCondition.name.value !== typeName)) return [];
    if (node.kind === Kind.FRAGMENT_SPREAD && conditions.length === 0) {
      // Spread again, it adds nothing; and fragments that spread each other twice would make the walk exponential.
      if (visited.has(node.name.value)) return [];
      visited.add(node.name.value);
    }
    if (conditions.length > DEEPEST_CONDITIONS) return [];
    return walk(fragment.selectionSet, typeName, fragments, conditions, visited);
  });
}

function isIncluded(node: SelectionNode, variables: Variables): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return skip?.if !== true && include?.if !== false;
}

import { type DocumentNode, getOperationAST, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { type Identity, rightsOf } from '../../read/gate.ts';
import { getOrMake } from '../../read/get-or-make.ts';

/** What decides whether two subscriptions are told the same. */
export interface Shareable {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
}

// Documents are remembered by their text, so equal ones are one object.
const numbers = new WeakMap<DocumentNode, number>();
let documents = 0;
const cursorVariables = new WeakMap<OperationDefinitionNode, { readonly name: string | null }>();

/**
 * The name under which subscriptions share their executions: the same document, variables and rights. The cursor from
 * which each of them resumes says nothing of what comes live, so where it is a variable of its own it does not count.
 */
export function sharingKey(operation: Shareable, identity: Identity): string {
  const { document, operationName = null, variableValues } = operation;
  const number = getOrMake(numbers, document, () => ++documents);
  const definition = getOperationAST(document, operationName);
  const cursor =
    definition &&
    getOrMake(cursorVariables, definition, () => ({ name: findCursorVariable(document, definition) }));
  const { [cursor?.name ?? '']: _, ...variables } = variableValues ?? {};
  return JSON.stringify([number, operationName, variables, rightsOf(identity)]);
}

/** The variable that stands for `after` at the top of a subscription, and for nothing else in it. */
function findCursorVariable(document: DocumentNode, operation: OperationDefinitionNode): string | null {
  const root = operation.selectionSet.selections[0];
  if (root?.kind !== Kind.FIELD) return null;
  const value = root.arguments?.find(({ name }) => name.value === 'after')?.value;
  if (value?.kind !== Kind.VARIABLE) return null;
  const name = value.name.value;
  let uses = 0;
  visit(document, {
    OperationDefinition: (node) => (node === operation ? undefined : false),
    VariableDefinition: () => false,
    Variable(node) {
      if (node.name.value === name) uses += 1;
    },
  });
  return uses === 1 ? name : null;
}

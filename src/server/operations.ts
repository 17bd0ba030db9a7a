import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Identity } from '../read/gate.ts';
import { RequestContext, type Services } from './context.ts';
import { asGraphqlError, present } from './errors.ts';
import { limitComplexity } from './limits.ts';
import { createLogError } from './log-error.ts';

/** What the transports beside Apollo Server share, so that an operation is treated alike on all of them. */
export interface OperationOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly maxTokens: number;
  readonly introspection: boolean;
  readonly log: FastifyBaseLogger;
}

/** An operation as it arrives over a transport. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

const REMEMBERED = 500;

/** Parses, validates and gives a context to operations, and words their errors. */
export function createOperations({ schema, services, maxTokens, introspection, log }: OperationOptions) {
  // Thousands of subscribers send few documents.
  const documents = new LRUCache<string, DocumentNode>({ max: REMEMBERED });
  const rules = [
    ...specifiedRules,
    limitComplexity,
    ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];

  return {
    /** The arguments of an execution, or what is wrong with the document. */
    prepare({ query, operationName, variables }: OperationRequest, identity: Identity) {
      let document = documents.get(query);
      if (!document) {
        try {
          document = parse(query, { maxTokens });
        } catch (error) {
          return [withCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
        }
        const problems = validate(schema, document, rules);
        if (problems.length > 0) return problems.map((one) => withCode(one, 'GRAPHQL_VALIDATION_FAILED'));
        documents.set(query, document);
      }
      if (!getOperationAST(document, operationName)) {
        const problem = new GraphQLError('Name one operation of the document in `operationName`.');
        return [withCode(problem, 'OPERATION_RESOLUTION_FAILURE')];
      }
      const requestId = randomUUID();
      return {
        schema,
        document,
        operationName: operationName ?? null,
        variableValues: variables ?? null,
        contextValue: new RequestContext(services, { identity, requestId, log }),
      };
    },

    /** Errors as clients are told them, under the id of the request that met them. */
    present(errors: readonly unknown[], requestId: string = randomUUID()) {
      const logError = createLogError(log, requestId, services.outages);
      return errors.map((error) => present(asGraphqlError(error), requestId, logError));
    },
  };
}

/** What createOperations makes. */
export type Operations = ReturnType<typeof createOperations>;

function withCode(error: GraphQLError, code: string): GraphQLError {
  return Object.assign(error, { extensions: { ...error.extensions, code } });
}

import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Context } from '../environment/context.ts';
import { present } from './errors.ts';
import { limitComplexity } from './limits.ts';

/** Settings of the GraphQL endpoint. */
export interface GraphqlOptions {
  readonly schema: GraphQLSchema;
  readonly maxTokens: number;
  readonly introspection: boolean;
  readonly plugins: readonly ApolloServerPlugin<Context>[];
}

/** The Apollo Server behind POST and GET; WebSocket and SSE execute the same schema beside it. */
export function createApolloServer({
  schema,
  maxTokens,
  introspection,
  plugins,
}: GraphqlOptions): ApolloServer<Context> {
  const contexts = new WeakMap<GraphQLError, Context>();
  return new ApolloServer<Context>({
    schema,
    introspection,
    parseOptions: { maxTokens },
    validationRules: [limitComplexity],
    includeStacktraceInErrorResponses: false,
    // main.ts owns the way down.
    stopOnTerminationSignals: false,
    formatError(formatted, error) {
      if (!(error instanceof GraphQLError)) return formatted;
      // Apollo has given the error its code by now, and that is not yet on the error itself.
      const code = error.extensions.code ?? formatted.extensions?.code;
      const coded = Object.assign(error, { extensions: { ...error.extensions, code } });
      const context = contexts.get(error);
      return present(coded, context?.requestId ?? 'unknown', context?.logError ?? (() => {}));
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      rememberContexts(contexts),
      ...plugins,
    ],
  });
}

// formatError is not told whose request it is.
function rememberContexts(contexts: WeakMap<GraphQLError, Context>): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) contexts.set(error, contextValue);
        },
      };
    },
  };
}

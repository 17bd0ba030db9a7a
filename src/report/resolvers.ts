import type { TechnicalEnvironmentResolvers } from '../generated/graphql.ts';
import { buildDocument } from './document.ts';
import { loadReport } from './load.ts';
import { renderMarkdown } from './markdown.ts';

const environment: Pick<TechnicalEnvironmentResolvers, 'report'> = {
  async report({ customerId, includeHealth }, { format }, context) {
    if (format === 'PDF') {
      return { format, text: null, ...context.linkReport(customerId, includeHealth) };
    }
    const facts = await loadReport(customerId, includeHealth, context);
    // The customer has gone since its environment was entered.
    if (!facts) return null;
    const text = renderMarkdown(buildDocument(facts, context.loaders.now));
    return { format, text, url: null, expiresAt: null };
  },
};

/** The environment as a document. */
export const resolvers = { TechnicalEnvironment: environment };

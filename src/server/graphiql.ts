import type { FastifyReply, FastifyRequest } from 'fastify';

// At 1280 pixels, its pane shows 50 characters.
const EXAMPLE = `# Acme Corp is in the demo data.
# Press the button to ask for it.
{
  technicalEnvironment(
    customerId:
      "11111111-1111-4111-8111-111111111111"
  ) {
    technicalHealthScore
    integrations {
      name
      status
      healthStatus
      healthReason
    }
    issues {
      title
      severity
    }
    recommendations {
      title
      priority
    }
  }
}
`;

let page: Promise<string> | undefined;

/** Whether a browser is asking for a page rather than a program for data; GraphiQL takes a query from the address. */
export function wantsPage({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && `${headers.accept}`.includes('text/html');
}

/** Sends GraphiQL, which is part of the service: nothing is loaded from elsewhere. */
export async function sendGraphiql(reply: FastifyReply): Promise<void> {
  // Large, and wanted by people only: loaded when the first of them comes.
  page ??= import('@graphql-yoga/render-graphiql').then(({ renderGraphiQL }) =>
    renderGraphiQL({
      title: 'Technical environment',
      defaultQuery: EXAMPLE,
      endpoint: '/graphql',
      subscriptionsProtocol: 'WS',
    }),
  );
  await reply.type('text/html; charset=utf-8').send(await page);
}

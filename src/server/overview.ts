import type { FastifyInstance } from 'fastify';
import manifest from '../../package.json' with { type: 'json' };
import { ACME_ID } from '../demo/acme.ts';
import { OVERVIEW_POLICY, overviewPage } from './overview-page.ts';
import { REST_PATH } from './rest/parameters.ts';

/** What the overview depends on. */
export interface OverviewOptions {
  /** Whether Acme Corp is there to be looked at. */
  readonly demo: boolean;
  /** Whether GraphiQL is served. */
  readonly graphiql: boolean;
  /** Whether most doors open to those only who know the router's secret. */
  readonly secret: boolean;
}

/** A way into the service. */
export interface Door {
  /** What the JSON form calls it. */
  readonly key: string;
  readonly path: string;
  readonly title: string;
  readonly what: string;
  /** False for what a browser cannot open: another protocol, a path with a place to fill in, a missing header. */
  readonly opens: boolean;
}

/** Doors of one kind. */
export interface DoorGroup {
  readonly title: string;
  readonly doors: readonly Door[];
}

/**
 * Serves `/`: what this is and where to go, as a page for people and as JSON for programs. It says only what README
 * says, nothing of any customer, so that it is open where the rest needs the router's secret.
 */
export function serveOverview(app: FastifyInstance, options: OverviewOptions): void {
  const groups = listDoors(options);
  const page = overviewPage(manifest.description, groups, options.secret);
  const { name, version, description } = manifest;
  const links = Object.fromEntries(groups.flatMap(({ doors }) => doors.map(({ key, path }) => [key, path])));
  app.get('/', async ({ headers }, reply) => {
    reply.headers({ vary: 'accept', 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' });
    if (!`${headers.accept}`.includes('text/html')) return { name, version, description, links };
    return reply
      .header('content-security-policy', OVERVIEW_POLICY)
      .type('text/html; charset=utf-8')
      .send(page);
  });
}

function listDoors({ demo, graphiql, secret }: OverviewOptions): DoorGroup[] {
  // Its links would only say that a header is missing.
  const acme = demo && !secret;
  const customer = `${REST_PATH}/${acme ? ACME_ID : ':customerId'}`;
  return [
    {
      title: 'Ask',
      doors: [
        graphiql
          ? door(
              'graphql',
              '/graphql',
              'GraphiQL',
              `Write queries and subscriptions in the browser${secret ? ', with that header below Headers' : ''}.`,
              true,
            )
          : door('graphql', '/graphql', 'GraphQL', 'Queries and mutations by POST and GET.', false),
        door(
          'subscriptions',
          '/graphql',
          'Subscriptions',
          'Over WebSocket, by the protocol graphql-transport-ws.',
          false,
        ),
        door(
          'eventStream',
          '/graphql/stream',
          'Event stream',
          'The same by server-sent events (graphql-sse).',
          false,
        ),
      ],
    },
    {
      title: acme ? 'Read about Acme Corp, a customer of the demo' : 'Read about a customer',
      doors: [
        door('environment', customer, 'JSON', 'Everything as data.', acme),
        door('markdown', `${customer}/report.md`, 'Markdown', 'The report as text.', acme),
        door('pdf', `${customer}/report.pdf`, 'PDF', 'The report to read before a call, or to send.', acme),
        door(
          'openapi',
          `${REST_PATH}/openapi.json`,
          'OpenAPI',
          'The description of these for programs.',
          !secret,
        ),
      ],
    },
    {
      title: 'Operate',
      doors: [
        door('live', '/livez', 'Live', 'Answers while the process runs.', true),
        door('ready', '/readyz', 'Ready', 'Whether it can serve: 503 while the database is away.', true),
        door('metrics', '/metrics', 'Metrics', "In Prometheus' text format.", true),
      ],
    },
  ];
}

function door(key: string, path: string, title: string, what: string, opens: boolean): Door {
  return { key, path, title, what, opens };
}

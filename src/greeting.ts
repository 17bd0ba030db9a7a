import type { Config } from './config.ts';
import { urlOf } from './db/url.ts';
import { ACME_ID } from './demo/acme.ts';
import type { RunningService } from './start.ts';

/** What a person at a terminal is told once the service is ready: where to go, and what to paste. */
export function greeting(
  { demoData, routerSecret }: Pick<Config, 'demoData' | 'routerSecret'>,
  { url, connection }: Pick<RunningService, 'url' | 'connection'>,
): string {
  const rest = `${url}/api/intelligence/technical`;
  const graphiql =
    routerSecret === null ? 'GraphiQL' : 'GraphiQL, which needs the header Router-Authorization';
  const rows = [
    ['Overview', `${url}/`],
    ['GraphQL', `${url}/graphql  (in a browser: ${graphiql})`],
    [
      'Subscriptions',
      `${url.replace('http', 'ws')}/graphql  (graphql-transport-ws), ${url}/graphql/stream  (SSE)`,
    ],
    [
      'REST',
      `${rest}/${demoData ? ACME_ID : ':customerId'}  (${demoData ? 'Acme Corp; ' : ''}/report.md, /report.pdf)`,
    ],
    ['OpenAPI', `${rest}/openapi.json`],
    ['Operations', `${url}/livez  ${url}/readyz  ${url}/metrics`],
  ];
  // Another database has a password in its URL, and whoever set it knows it.
  if (typeof connection !== 'string') {
    rows.push(['Database', `psql '${urlOf(connection)}'`]);
    const port = (Number(new URL(url).port) + 1) % 65_536;
    // Pasted as it is, it is refused as too short, where without it the replica would serve everybody.
    const secret = routerSecret === null ? '' : 'ROUTER_SECRET=… ';
    rows.push(['A replica', `${secret}DATABASE_URL='${urlOf(connection)}' PORT=${port} npm start`]);
    rows.push(['', 'with all settings of this one: any of them may answer, or deliver']);
  }
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const lines = rows.map(([name = '', text]) => `  ${name.padEnd(width)}  ${text}\n`);
  return `\nThe technical environment subgraph is ready.\n\n${lines.join('')}\nPress Ctrl-C to stop.\n\n`;
}

import Fastify from 'fastify';
import type { Database } from '../../src/db/client.ts';
import { startWorker } from './children.ts';
import { withDemoService } from './demo-service.ts';
import type { Bench, Figure } from './figure.ts';
import { ALL_SECTIONS, FOUR_SECTIONS, handWritten } from './reading-queries.ts';
import type { Load } from './requester.ts';

const MANY = 100;

/** The server's CPU time for a request, GraphQL over HTTP, beside a route that sends hand-written SQL's JSON. */
export const reading: Bench = {
  name: 'reading',
  run: () =>
    withDemoService(async ({ url, db, customerIds }) => {
      const peer = await startPeer(db);
      try {
        const one = customerIds.slice(0, MANY).map((id) => ({ ids: [id] }));
        const many = [{ ids: customerIds.slice(0, MANY) }];
        const figure = async (
          what: string,
          asked: readonly { ids: readonly string[] }[],
          selection: string,
          target: number | null,
        ): Promise<Figure> => {
          const representations = (ids: readonly string[]) =>
            ids.map((id) => ({ __typename: 'Customer', id }));
          const query = `query Bench($representations: [_Any!]!) {
            _entities(representations: $representations) { ... on Customer { technicalEnvironment { ${selection} } } }
          }`;
          const bodies = asked.map(({ ids }) => ({
            query,
            variables: { representations: representations(ids) },
          }));
          const sections = selection === FOUR_SECTIONS ? 'four' : 'all';
          const peerBodies = asked.map(({ ids }) => ({ ids, sections }));
          return {
            what,
            value: await cpuPerRequest({ url: `${url}/graphql`, bodies, concurrency: 8 }),
            unit: 'µs',
            target,
            peer: {
              what: 'hand-written SQL → JSON',
              value: await cpuPerRequest({ url: `${peer.url}/`, bodies: peerBodies, concurrency: 8 }),
            },
          };
        };
        return [
          await figure('CPU of a request for 1 customer × 4 sections', one, FOUR_SECTIONS, null),
          await figure(`CPU of a request for ${MANY} customers × all sections`, many, ALL_SECTIONS, null),
        ];
      } finally {
        await peer.stop();
      }
    }),
};

async function startPeer(db: Database): Promise<{ url: string; stop(): Promise<void> }> {
  const app = Fastify({ forceCloseConnections: true });
  app.post<{ Body: { ids: string[]; sections: 'four' | 'all' } }>('/', async ({ body }, reply) => {
    const statement = handWritten(body.sections);
    const { json } = await db.one<{ json: string }>({ ...statement, values: [body.ids] });
    return reply.type('application/json').send(`{"data":${json}}`);
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, stop: () => app.close() };
}

/** This process's CPU time for each request, in µs, while another process asks. */
async function cpuPerRequest(load: Load): Promise<number> {
  const worker = startWorker<'measured from here' | number>('./requester.ts');
  try {
    worker.tell(load);
    await worker.hear();
    const from = process.cpuUsage();
    const requests = (await worker.hear()) as number;
    const { user, system } = process.cpuUsage(from);
    return (user + system) / requests;
  } finally {
    await worker.end();
  }
}

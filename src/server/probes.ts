import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/client.ts';
import { probeDatabase } from '../db/connection.ts';

const PROBE_MS = 2_000;

/**
 * `/livez`: the process runs. `/readyz`: it can serve, which the database is asked for; 503 with a reason when it cannot
 * or when it is on its way down.
 */
export function serveProbes(app: FastifyInstance, db: Database, isLeaving: () => boolean): void {
  app.get('/livez', { logLevel: 'warn' }, () => ({ status: 'ok' }));
  app.get('/readyz', { logLevel: 'warn' }, async (_, reply) => {
    const reason = isLeaving() ? 'The service is shutting down.' : await whyUnavailable(db);
    if (reason === null) return { status: 'ok' };
    return reply.code(503).send({ status: 'unavailable', reason });
  });
}

async function whyUnavailable(db: Database): Promise<string | null> {
  // That it gets a connection is part of the time, for which others may be waiting as well.
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve('The database takes too long to answer.'), PROBE_MS);
  const asked = probeDatabase(db).then(
    () => null,
    () => 'The database does not answer.',
  );
  try {
    return await Promise.race([asked, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

import { connect } from 'node:net';
import { expect } from 'vitest';
import type { Database } from '../../src/db/client.ts';
import type { ServiceProcess } from '../support/process.ts';

/** Holds every reader of the contacts until released. */
export async function lockContacts(db: Database) {
  const session = await db.connect();
  await session.none('begin; lock table technical_contacts in access exclusive mode');
  return {
    hasWaiter: async () => {
      const waiting = await db.one(
        `select count(*) from pg_locks where not granted and relation = 'technical_contacts'::regclass`,
      );
      return waiting.count > 0;
    },
    async release() {
      await session.none('commit').finally(() => session.done());
    },
  };
}

/** Asks again and again until it is so. */
export async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  await expect.poll(isSo, { timeout: 5_000, interval: 20, message: what }).toBe(true);
}

/** A subscription by server-sent events, as the response that goes on. */
export async function openStream(url: string): Promise<Response> {
  const query = 'subscription { integrationStatusChanged { cursor } }';
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  return fetch(`${url}/graphql/stream`, { method: 'POST', headers, body: JSON.stringify({ query }) });
}

/** Whether a new connection is refused; fetch would take one that it has kept. */
export async function isRefused(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
      .once('connect', () => {
        socket.destroy();
        resolve(false);
      })
      .once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'));
  });
}

/** Whether it is there a little later still. */
export async function isStillRunning({ ended }: ServiceProcess): Promise<boolean> {
  const later = new Promise<true>((resolve) => setTimeout(() => resolve(true), 400));
  return Promise.race([ended.then(() => false), later]);
}

import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Connection } from '../../src/db/client.ts';

/** A TCP way to the database that a test can take away and give back. */
export interface DatabaseProxy {
  /** The database through it, for what takes DATABASE_URL. */
  readonly url: string;
  /** Breaks every connection and refuses new ones, as when the server goes down. */
  cut(): Promise<void>;
  /** Lets new connections through again, on the same port. */
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a proxy in front of a database that listens on a Unix socket. */
export async function startProxy({ host, port, user, database }: Connection): Promise<DatabaseProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(join(host, `.s.PGSQL.${port}`));
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .once('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
    }
    client.pipe(upstream).pipe(client);
  });
  const own = await listen(server, 0);
  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: `postgresql://${user}@127.0.0.1:${own}/${database}`,
    cut,
    async restore() {
      await listen(server, own);
    },
    stop: cut,
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as { port: number }).port;
}

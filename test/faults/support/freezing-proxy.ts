import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Connection } from '../../../src/db/client.ts';

/** A TCP way to the database on which connections can die without a word, as behind a firewall that forgets them. */
export interface FreezingProxy {
  /** The database through it, for what takes DATABASE_URL. */
  readonly url: string;
  /**
   * From now on passes nothing on over the open connections of this application name (or its beginning), and leaves
   * them open. Gives how many these are. New ones are as good as ever.
   */
  freeze(applicationName: string): number;
  /** How many connections of this application name (or its beginning) have been opened. */
  opened(applicationName: string): number;
  stop(): Promise<void>;
}

/** Starts one in front of a database that listens on a Unix socket. */
export async function startFreezingProxy(target: Connection): Promise<FreezingProxy> {
  const links = new Set<{ name: string; pair: readonly [Socket, Socket]; frozen: boolean }>();
  const names: string[] = [];
  const server = createServer(async (client) => {
    const upstream = connect(join(target.host, `.s.PGSQL.${target.port}`));
    for (const socket of [client, upstream]) socket.on('error', () => {});
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
    const [hello] = (await once(client, 'data')) as [Buffer];
    // The first message has the settings of the session as text, each ended by a zero.
    const name = /application_name\0([^\0]*)/.exec(hello.toString('latin1'))?.[1] ?? '';
    const link = { name, pair: [client, upstream] as const, frozen: false };
    links.add(link);
    names.push(name);
    client.once('close', () => links.delete(link));
    upstream.write(hello);
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `postgresql://${target.user}@127.0.0.1:${port}/${target.database}`,
    freeze(applicationName) {
      const found = [...links].filter(({ name, frozen }) => !frozen && name.startsWith(applicationName));
      for (const link of found) {
        const [client, upstream] = link.pair;
        link.frozen = true;
        client.unpipe(upstream).pause();
        upstream.unpipe(client).pause();
      }
      return found.length;
    },
    opened: (applicationName) => names.filter((name) => name.startsWith(applicationName)).length,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const { pair } of links) for (const socket of pair) socket.destroy();
      await closed;
    },
  };
}

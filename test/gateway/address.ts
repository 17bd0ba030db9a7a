import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** One address in front of several processes, as a load balancer gives. */
export interface Address {
  readonly url: string;
  /** Leads new connections to the process at this URL; those that are open stay where they are. */
  leadTo(url: string): void;
  stop(): Promise<void>;
}

/** Opens an address that leads to the process at this URL. */
export async function openAddress(first: string): Promise<Address> {
  let { port } = new URL(first);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), '127.0.0.1');
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
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    leadTo(url) {
      ({ port } = new URL(url));
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

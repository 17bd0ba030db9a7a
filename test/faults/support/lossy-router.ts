import { once } from 'node:events';
import { handleProtocols } from 'graphql-ws';
import WebSocket, { WebSocketServer } from 'ws';

/** A router that stands between client and service and does not pass everything on. */
export interface LossyRouter {
  readonly address: string;
  /** How many events it has kept to itself. */
  dropped(): number;
  /** Passes everything on from now on. */
  passAll(): void;
  stop(): Promise<void>;
}

/** Starts one in front of the service at this address, that drops this share of all events. */
export async function startLossyRouter(service: string, share: number): Promise<LossyRouter> {
  let dropped = 0;
  let isLossy = true;
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols });
  await once(server, 'listening');
  server.on('connection', (client, { url }) => {
    const upstream = new WebSocket(`${service.replace('http', 'ws')}${url}`, client.protocol);
    const opened = once(upstream, 'open');
    opened.catch(() => {});
    client.on(
      'message',
      (data, isBinary) => void opened.then(() => upstream.send(data, { binary: isBinary })),
    );
    upstream.on('message', (data, isBinary) => {
      if (isLossy && JSON.parse(String(data)).type === 'next' && Math.random() < share) dropped += 1;
      else client.send(data, { binary: isBinary });
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => {}).on('close', () => other.terminate());
    }
  });
  return {
    address: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    dropped: () => dropped,
    passAll() {
      isLossy = false;
    },
    async stop() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

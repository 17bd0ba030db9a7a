import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { useServer } from 'graphql-ws/use/ws';
import { pino } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { readConfig } from '../../src/config.ts';
import { type Connection, openDatabase } from '../../src/db/client.ts';
import { createAlertDesk } from '../../src/environment/alerts/desk.ts';
import { createLister } from '../../src/environment/list/lister.ts';
import { openFeed } from '../../src/feed/open.ts';
import { createReader } from '../../src/read/reader.ts';
import { RequestContext, type Services } from '../../src/server/context.ts';
import { type GivenServices, startServer } from '../../src/server/http.ts';
import { buildSchema } from '../../src/server/schema.ts';

// A server of the bench `fanout`, in a process of its own so that its processor time and memory can be told.

/** Ours; plain graphql-ws, which executes for each subscriber; or a bare ws that sends what it is told to all. */
export type Contestant = 'ours' | 'graphql-ws' | 'raw';

/** What it is told. */
export type ToServer =
  | { readonly contestant: Contestant; readonly connection: Connection }
  | { readonly broadcast: string }
  | 'cpu'
  | 'memory';

/** The processor time that it has used. */
export interface CpuUse {
  readonly cpuMicros: number;
}

/** Its memory without garbage. */
export interface MemoryUse {
  readonly rssBytes: number;
  readonly heapBytes: number;
}

/** What it tells: its port once it listens, then what it is asked for. */
type FromServer = { readonly port: number } | CpuUse | MemoryUse;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as (how: object) => void;
const silent = pino({ level: 'silent' });
let peers: Set<WebSocket> = new Set();

process.once('disconnect', () => process.exit());
process.on('message', async (message: ToServer) => {
  if (message === 'cpu') {
    const { user, system } = process.cpuUsage();
    tell({ cpuMicros: user + system });
  } else if (message === 'memory') {
    for (let round = 0; round < 4; round += 1) {
      collectGarbage({ type: 'major', flavor: 'last-resort' });
      await sleep(50);
    }
    const { rss, heapUsed } = process.memoryUsage();
    tell({ rssBytes: rss, heapBytes: heapUsed });
  } else if ('broadcast' in message) {
    const bytes = Buffer.from(message.broadcast);
    for (const peer of peers) peer.send(bytes, { binary: false });
  } else {
    tell({ port: await starters[message.contestant](message.connection) });
  }
});

function tell(message: FromServer): void {
  process.send?.(message);
}

const starters: Record<Contestant, (connection: Connection) => Promise<number>> = {
  async ours(connection) {
    const config = readConfig({ PORT: '0', NODE_ENV: 'production', LOG_LEVEL: 'silent' });
    const { url } = await startServer({ config, services: await createServices(connection), log: silent });
    return Number(new URL(url).port);
  },

  async 'graphql-ws'(connection) {
    const services = await createServices(connection);
    const identity = { kind: 'local', subject: 'bench', customers: 'all' } as const;
    const context = () =>
      new RequestContext(services as Services, { identity, requestId: 'bench', log: silent }) as never;
    const http = createServer();
    useServer({ schema: buildSchema(500), context }, new WebSocketServer({ server: http, path: '/graphql' }));
    return listen(http);
  },

  async raw() {
    const http = createServer();
    const server = new WebSocketServer({ server: http, path: '/graphql' });
    peers = server.clients;
    server.on('connection', (socket) => {
      socket.on('message', (data) => {
        const { type } = JSON.parse(String(data));
        if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
        if (type === 'ping') socket.send('{"type":"pong"}');
      });
    });
    return listen(http);
  },
};

async function createServices(connection: Connection): Promise<GivenServices> {
  const db = openDatabase(connection);
  const { feed } = await openFeed(connection, () => {});
  const listEnvironments = createLister(db);
  const alerts = createAlertDesk(db, {
    mailFrom: null,
    send: async () => {},
    tell: async () => {},
    refusalOf: async () => null,
  });
  return { db, probe: db, reader: createReader(db), feed, listEnvironments, alerts, now: () => new Date() };
}

async function listen(http: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return (http.address() as AddressInfo).port;
}

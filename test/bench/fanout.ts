import { setTimeout as sleep } from 'node:timers/promises';
import { startWorker, type Worker } from './children.ts';
import { type DemoService, withDemoService } from './demo-service.ts';
import type { Received, ToClients } from './fanout-clients.ts';
import type { Contestant, CpuUse, MemoryUse, ToServer } from './fanout-server.ts';
import { type Bench, type Figure, percentile } from './figure.ts';

const SOCKETS = 2_000;
const MANY_SOCKETS = 10_000;
const PLAIN_SOCKETS = 200;
/** Connected before memory is looked at, so that what is made once does not count. */
const FIRST_SHARE = 0.3;
const PER_SECOND = 10;
const SECONDS = 8;
/** The first second is not counted: code warms up in it. */
const WARM_CHANGES = PER_SECOND;
const POLL_MS = 300;

const QUERY = `subscription ($customerId: ID) {
  integrationStatusChanged(customerId: $customerId) {
    cursor previousCursor at previousStatus status previousHealthStatus healthStatus reason integration { id name type healthStatus }
  }
}`;

/** What one more subscriber adds to the server's memory. */
interface Memory {
  readonly rssPerSocket: number;
  readonly heapPerSocket: number;
}

interface Run {
  readonly cpuPerMessage: number;
  /** Commit to arrival in ms, of each message. */
  readonly latencies: readonly number[];
  readonly sample: string;
}

/** One change to thousands of subscribers, beside a bare `ws` that broadcasts the same bytes and beside plain graphql-ws. */
export const fanout: Bench = {
  name: 'fanout',
  run: () =>
    withDemoService(async (service) => {
      const run = (contestant: Contestant, sockets: number, sample = '') =>
        race(service, contestant, sockets, sample);
      const ours = await run('ours', SOCKETS);
      const raw = await run('raw', SOCKETS, ours.sample);
      // More would be more than it can do.
      const plain = await run('graphql-ws', PLAIN_SOCKETS);
      const oursMany = await run('ours', MANY_SOCKETS);
      const rawMany = await run('raw', MANY_SOCKETS, ours.sample);
      const plainIdle = await idle(service, 'graphql-ws', MANY_SOCKETS);

      const cpu = (one: Run, what: string, target: Figure['target']): Figure => ({
        what: `CPU per message, ${PER_SECOND} changes/s to ${what}`,
        value: one.cpuPerMessage,
        unit: 'µs',
        target,
        peer: { what: 'ws broadcast of the same bytes', value: raw.cpuPerMessage },
      });
      const memory = (one: Memory, what: string, target: Figure['target']): Figure[] =>
        (['rssPerSocket', 'heapPerSocket'] as const).map((bytes) => ({
          what: `${bytes === 'rssPerSocket' ? 'memory' : 'of it heap'} per idle subscriber of ${what}`,
          value: one[bytes] / 1_024,
          unit: 'KiB',
          target,
          peer: { what: 'ws with nothing on it', value: rawMany[bytes] / 1_024 },
        }));
      const latency = (name: string, share: number, target: number | null): Figure => ({
        what: `commit → message, ${MANY_SOCKETS} sockets, ${PER_SECOND} changes/s to all, ${name}`,
        value: percentile(oursMany.latencies, share),
        unit: 'ms',
        target,
        peer: { what: 'ws broadcast', value: percentile(rawMany.latencies, share) },
      });
      return [
        cpu(ours, `${SOCKETS} sockets`, { ratio: 1.5 }),
        cpu(plain, `${PLAIN_SOCKETS} sockets of plain graphql-ws`, null),
        ...memory(oursMany, `${MANY_SOCKETS} sockets`, { ratio: 1.5 }),
        ...memory(plainIdle, `${MANY_SOCKETS} sockets of plain graphql-ws`, null),
        latency('p50', 0.5, null),
        latency('p99', 0.99, 250),
      ];
    }),
};

/** A server with its subscribers connected, and what each of them costs. */
interface Connected extends Memory {
  readonly server: Worker<unknown>;
  readonly clients: Worker<unknown>;
  readonly integrationId: string;
}

async function withSubscribers<Result>(
  service: DemoService,
  contestant: Contestant,
  sockets: number,
  use: (connected: Connected) => Promise<Result>,
): Promise<Result> {
  const server = startWorker<unknown>('./fanout-server.ts');
  const clients = startWorker<unknown>('./fanout-clients.ts');
  try {
    const { id, customerId } = await service.db.one<{ id: string; customerId: string }>(
      `select id, customer_id as "customerId" from integrations order by customer_id, id limit 1`,
    );
    const { connection } = service;
    const { port } = await ask<{ port: number }>(server, { contestant, connection });
    const connectMore = (count: number) =>
      ask<'ready'>(clients, { port, count, query: QUERY, variables: { customerId } });
    const first = Math.round(sockets * FIRST_SHARE);
    await connectMore(first);
    const before = await ask<MemoryUse>(server, 'memory');
    await connectMore(sockets - first);
    const after = await ask<MemoryUse>(server, 'memory');
    return await use({
      server,
      clients,
      integrationId: id,
      rssPerSocket: (after.rssBytes - before.rssBytes) / (sockets - first),
      heapPerSocket: (after.heapBytes - before.heapBytes) / (sockets - first),
    });
  } finally {
    await Promise.all([server.end(), clients.end()]);
  }
}

function idle(service: DemoService, contestant: Contestant, sockets: number): Promise<Memory> {
  return withSubscribers(service, contestant, sockets, async (connected) => connected);
}

function race(
  service: DemoService,
  contestant: Contestant,
  sockets: number,
  sample: string,
): Promise<Run & Memory> {
  return withSubscribers(service, contestant, sockets, async (connected) => {
    const { server, clients, integrationId, rssPerSocket, heapPerSocket } = connected;
    const change = async (number: number) => {
      if (contestant === 'raw') server.tell({ broadcast: numbered(sample, number) } satisfies ToServer);
      else await setHealth(service, integrationId, number);
      return monotonicMs();
    };
    const arrived = async (expected: number): Promise<Received> => {
      for (let patience = 100; patience > 0; patience -= 1) {
        await sleep(POLL_MS);
        if ((await ask<number>(clients, 'count')) === expected) break;
      }
      const received = await ask<Received>(clients, 'report');
      const { length } = received.changes;
      if (length !== expected) throw new Error(`${contestant}: ${length} of ${expected} messages came.`);
      return received;
    };
    const cpuMicros = async () => (await ask<CpuUse>(server, 'cpu')).cpuMicros;
    await changeEvenly(WARM_CHANGES, 0, change);
    const warm = await arrived(WARM_CHANGES * sockets);
    const from = await cpuMicros();
    const committed = await changeEvenly(PER_SECOND * SECONDS, WARM_CHANGES, change);
    const { changes, arrivals } = await arrived(committed.size * sockets);
    const until = await cpuMicros();
    return {
      rssPerSocket,
      heapPerSocket,
      cpuPerMessage: (until - from) / changes.length,
      latencies: Array.from(
        arrivals,
        (at, index) => at - (committed.get(changes[index] as number) as number),
      ),
      sample: warm.sample,
    };
  });
}

/** What a worker answers. */
async function ask<Told>(worker: Worker<unknown>, message: ToServer | ToClients): Promise<Told> {
  worker.tell(message);
  return (await worker.hear()) as Told;
}

/** Makes changes at an even pace; gives when each was made. */
async function changeEvenly(
  count: number,
  first: number,
  change: (number: number) => Promise<number>,
): Promise<Map<number, number>> {
  const made = new Map<number, number>();
  const from = performance.now();
  for (let index = 0; index < count; index += 1) {
    await sleep(Math.max(0, from + (index * 1_000) / PER_SECOND - performance.now()));
    made.set(first + index, await change(first + index));
  }
  return made;
}

function setHealth({ db }: DemoService, id: string, number: number): Promise<null> {
  return db.none('update integrations set health_status = $2, health_reason = $3 where id = $1', [
    id,
    number % 2 === 0 ? 'DOWN' : 'DEGRADED',
    String(number),
  ]);
}

function numbered(sample: string, number: number): string {
  return sample.replace(/"reason":"\d+"/, `"reason":"${number}"`);
}

function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

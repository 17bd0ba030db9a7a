import { setTimeout as sleep } from 'node:timers/promises';
import { startWorker, type Worker } from './children.ts';
import { type DemoService, withDemoService } from './demo-service.ts';
import type { ConnectMore, Received } from './fanout-clients.ts';
import type { Contestant, FromServer, ToServer } from './fanout-server.ts';
import { type Bench, type Figure, percentile } from './figure.ts';

const SOCKETS = 2_000;
const MANY_SOCKETS = 10_000;
const PLAIN_SOCKETS = 200;
/** Connected before memory is looked at, so that what is made once does not count. */
const FIRST_SHARE = 0.15;
const PER_SECOND = 10;
const SECONDS = 8;
/** The first second is not counted: code warms up in it. */
const WARM_CHANGES = PER_SECOND;
const GRACE_MS = 1_500;

const QUERY = `subscription ($customerId: ID) {
  integrationStatusChanged(customerId: $customerId) {
    cursor previousCursor at previousStatus status previousHealthStatus healthStatus reason integration { id name type healthStatus }
  }
}`;

type Used = Extract<FromServer, { cpuMicros: number }>;

interface Run {
  readonly cpuPerMessage: number;
  readonly bytesPerSocket: number;
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

      const against = (one: Run, other: Run, what: string, ratio: number | null): Figure[] => [
        {
          what: `CPU per message, ${PER_SECOND} changes/s to ${what}`,
          value: one.cpuPerMessage,
          unit: 'µs',
          target: ratio === null ? null : { ratio },
          peer: { what: 'ws broadcast of the same bytes', value: other.cpuPerMessage },
        },
        {
          what: `memory per idle subscriber of ${what}`,
          value: one.bytesPerSocket / 1_024,
          unit: 'KiB',
          target: ratio === null ? null : { ratio },
          peer: { what: 'ws with nothing on it', value: other.bytesPerSocket / 1_024 },
        },
      ];
      const latency = (name: string, share: number, target: number | null): Figure => ({
        what: `commit → message, ${MANY_SOCKETS} sockets, ${PER_SECOND} changes/s to all, ${name}`,
        value: percentile(oursMany.latencies, share),
        unit: 'ms',
        target,
        peer: { what: 'ws broadcast', value: percentile(rawMany.latencies, share) },
      });
      return [
        ...against(ours, raw, `${SOCKETS} sockets`, 1.5),
        ...against(plain, raw, `${PLAIN_SOCKETS} sockets of plain graphql-ws`, null),
        latency('p50', 0.5, null),
        latency('p99', 0.99, 250),
      ];
    }),
};

async function race(
  service: DemoService,
  contestant: Contestant,
  sockets: number,
  sample: string,
): Promise<Run> {
  const server = startWorker<FromServer>('./fanout-server.ts');
  const clients = startWorker<'ready' | Received>('./fanout-clients.ts');
  try {
    const integration = await service.db.one<{ id: string; customerId: string }>(
      `select id, customer_id as "customerId" from integrations order by customer_id, id limit 1`,
    );
    server.tell({ contestant, connection: service.connection } satisfies ToServer);
    const { port } = (await server.hear()) as { port: number };
    const variables = { customerId: integration.customerId };
    const connectMore = async (count: number) => {
      clients.tell({ port, count, query: QUERY, variables } satisfies ConnectMore);
      await clients.hear();
    };
    const first = Math.round(sockets * FIRST_SHARE);
    await connectMore(first);
    const before = await measure(server);
    await connectMore(sockets - first);
    const idle = await measure(server);
    const change = async (number: number) => {
      if (contestant === 'raw') server.tell({ broadcast: numbered(sample, number) } satisfies ToServer);
      else await setHealth(service, integration.id, number);
      return monotonicMs();
    };
    await changeEvenly(WARM_CHANGES, 0, change);
    await sleep(GRACE_MS);
    clients.tell('report');
    const warm = (await clients.hear()) as Received;
    const from = await measure(server);
    const committed = await changeEvenly(PER_SECOND * SECONDS, WARM_CHANGES, change);
    await sleep(GRACE_MS);
    const until = await measure(server);
    clients.tell('report');
    const { changes, arrivals } = (await clients.hear()) as Received;
    const expected = committed.size * sockets;
    if (changes.length !== expected) throw new Error(`${contestant}: ${changes.length} of ${expected} came.`);
    return {
      cpuPerMessage: (until.cpuMicros - from.cpuMicros) / expected,
      bytesPerSocket: (idle.rssBytes - before.rssBytes) / (sockets - first),
      latencies: Array.from(
        arrivals,
        (at, index) => at - (committed.get(changes[index] as number) as number),
      ),
      sample: warm.sample,
    };
  } finally {
    await Promise.all([server.end(), clients.end()]);
  }
}

async function measure(server: Worker<FromServer>): Promise<Used> {
  server.tell('measure');
  return (await server.hear()) as Used;
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

import { randomBytes, randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

// The subscribers of the bench `fanout`: thousands of sockets that cost this process as little as may be, so that it keeps
// up with the server. They speak just enough of the WebSocket protocol.

/** Where to connect, how many more, and to what they subscribe. */
interface ConnectMore {
  readonly port: number;
  readonly count: number;
  readonly query: string;
  readonly variables: object;
}

/** What came in: the arrival of each message by the number of its change, in ms of the monotonic clock, and one message. */
export interface Received {
  readonly changes: Int32Array;
  readonly arrivals: Float64Array;
  readonly sample: string;
}

/** What this process is told. */
export type ToClients = ConnectMore | 'count' | 'report';

/** What it tells: that all are connected, how many messages have come since the last report, and a report. */
type FromClients = 'ready' | number | Received;

const MOST = 4_000_000;
const CHANGE = Buffer.from('"reason":"');
const buffer = Buffer.alloc(65_536);
/** The clock that all processes share, which is dearer to ask, at the zero of this one's. */
const CLOCK_MS = Number(process.hrtime.bigint()) / 1e6 - performance.now();
const changes = new Int32Array(MOST);
const arrivals = new Float64Array(MOST);
let received = 0;
let sample = '';

process.once('disconnect', () => process.exit());
process.on('message', async (message: ToClients) => {
  if (message === 'count') {
    tell(received);
    return;
  }
  if (message === 'report') {
    const report: Received = {
      changes: changes.slice(0, received),
      arrivals: arrivals.slice(0, received),
      sample,
    };
    tell(report);
    received = 0;
    return;
  }
  for (let open = 0; open < message.count; open += 50) {
    await Promise.all(Array.from({ length: Math.min(50, message.count - open) }, () => subscribe(message)));
  }
  tell('ready');
});

function tell(message: FromClients): void {
  process.send?.(message);
}

async function subscribe({ port, query, variables }: ConnectMore): Promise<void> {
  const subscribed = Promise.withResolvers<void>();
  let isUpgraded = false;
  // The answer to the initialisation, and then the answer to the ping that follows the subscription.
  let answers = 0;
  let rest: Buffer | null = null;
  const onText = (text: () => string) => {
    answers += 1;
    if (answers === 1) {
      send(socket, { type: 'subscribe', id: randomUUID(), payload: { query, variables } });
      send(socket, { type: 'ping' });
    } else if (answers === 2) subscribed.resolve();
    else sample ||= text();
  };
  const socket = connect({
    port,
    host: '127.0.0.1',
    noDelay: true,
    // One buffer for all, past the streams.
    onread: {
      buffer,
      callback(length, buffer) {
        if (!isUpgraded) send(socket, { type: 'connection_init' });
        else if (!rest) rest = readFrames(socket, buffer as Buffer, length, onText);
        else {
          const data = Buffer.concat([rest, buffer.subarray(0, length)]);
          rest = readFrames(socket, data, data.length, onText);
        }
        isUpgraded = true;
        return true;
      },
    },
  });
  socket.on('error', (error) => subscribed.reject(error));
  socket.write(
    `GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n` +
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  );
  await subscribed.promise;
}

/** Takes whole frames off the front of the first `size` bytes; gives what is left. */
function readFrames(
  socket: Socket,
  data: Buffer,
  size: number,
  onText: (text: () => string) => void,
): Buffer | null {
  const now = performance.now() + CLOCK_MS;
  let at = 0;
  while (size - at >= 2) {
    const short = (data[at + 1] as number) & 127;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (size - at < head) break;
    const length =
      short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2));
    const end = at + head + length;
    if (size < end) break;
    const opcode = (data[at] as number) & 15;
    const start = at + head;
    if (opcode === 9) socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]));
    if (opcode === 1) {
      const found = data.indexOf(CHANGE, start);
      if (found >= 0 && found < end) note(data, found + CHANGE.length, now);
      onText(() => data.toString('utf8', start, end));
    }
    at = end;
  }
  return at < size ? Buffer.from(data.subarray(at, size)) : null;
}

function note(data: Buffer, from: number, now: number): void {
  let change = 0;
  for (let at = from; (data[at] as number) >= 48 && (data[at] as number) <= 57; at += 1) {
    change = change * 10 + (data[at] as number) - 48;
  }
  if (received === MOST) return;
  changes[received] = change;
  arrivals[received] = now;
  received += 1;
}

/** A client's frame has to be masked; a mask of zeros is one. */
function send(socket: Socket, message: object): void {
  const text = Buffer.from(JSON.stringify(message));
  const length = text.length < 126 ? [0x80 | text.length] : [0x80 | 126, text.length >> 8, text.length & 255];
  socket.write(Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), text]));
}

import { once } from 'node:events';
import { WebSocket } from 'ws';

// The subscribers of the bench `live`, each with a socket of its own, in a process of their own.

/** Which change a message was of, and when it came. */
export interface Heard {
  readonly change: number;
  readonly at: number;
}

/** What this process tells the bench. */
export type Told = 'ready' | Heard[];

const QUERY = `subscription ($customerId: ID) {
  integrationStatusChanged(customerId: $customerId) {
    cursor previousCursor at status healthStatus reason integration { id name healthStatus }
  }
}`;

const heard: Heard[] = [];
process.once('disconnect', () => process.exit());
process.on('message', async (message: 'report' | { url: string; customerIds: string[] }) => {
  if (message === 'report') return tell(heard);
  for (const customerId of message.customerIds) await subscribe(`${message.url}/graphql`, customerId);
  tell('ready');
});

function tell(message: Told): void {
  process.send?.(message);
}

async function subscribe(url: string, customerId: string): Promise<void> {
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const send = (message: object) => socket.send(JSON.stringify(message));
  await once(socket, 'open');
  send({ type: 'connection_init' });
  await once(socket, 'message');
  send({ type: 'subscribe', id: '1', payload: { query: QUERY, variables: { customerId } } });
  // Messages are taken in order: what is answered after it shows that the subscription has been taken.
  send({ type: 'ping' });
  await once(socket, 'message');
  socket.on('message', (data) => {
    const at = Number(process.hrtime.bigint()) / 1e6;
    const { payload } = JSON.parse(String(data));
    const { healthStatus, reason } = payload.data.integrationStatusChanged;
    // UNKNOWN is from before the first round.
    if (healthStatus !== 'UNKNOWN') heard.push({ change: Number(reason), at });
  });
}

import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startTestService } from '../support/service.ts';

const query = encodeURIComponent('subscription { integrationStatusChanged { status } }');
const WEBSOCKET = [
  'GET /graphql HTTP/1.1',
  'connection: upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol: graphql-transport-ws',
];
const EVENT_STREAM = [`GET /graphql/stream?query=${query} HTTP/1.1`, 'accept: text/event-stream'];

test.each([
  ['a WebSocket', WEBSOCKET],
  ['an event stream', EVENT_STREAM],
])('a client that answers nothing on %s does not keep the process', async (_, lines) => {
  const service = await startTestService({ variables: { SHUTDOWN_GRACE_MS: '60000' } });
  const { hostname, port, host } = new URL(service.url);
  const client = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  client.on('error', () => {});
  client.write([...lines, `host: ${host}`, '', ''].join('\r\n'));
  await once(client, 'data');
  const began = performance.now();
  await service.stop();
  expect(performance.now() - began).toBeLessThan(10_000);
  client.destroy();
});

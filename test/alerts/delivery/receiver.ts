import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach } from 'vitest';
import type { Certificate } from './certificate.ts';

/** A request as it arrived. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders & Record<string, string>;
  readonly body: string;
}

/** Answers a request that has been read. */
export type Answering = (received: Received, response: ServerResponse, request: IncomingMessage) => void;

/** A real HTTP or HTTPS server on this machine. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  /** How many connections it accepted. */
  readonly connects: () => number;
  /** How many of them are open. */
  readonly open: () => number;
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** Starts a receiver that lasts until the end of the test. */
export async function startReceiver(
  answer: Answering = (_, response) => response.writeHead(200).end(),
  {
    certificate,
    host = '127.0.0.1',
    port: wanted = 0,
  }: { certificate?: Certificate; host?: string; port?: number } = {},
): Promise<Receiver> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let connects = 0;
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    request.on('error', () => {});
    response.on('error', () => {});
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const one = {
      path: request.url ?? '',
      headers: request.headers as Received['headers'],
      body: `${Buffer.concat(chunks)}`,
    };
    received.push(one);
    answer(one, response, request);
  };
  const server = certificate ? createTlsServer(certificate, listener) : createServer(listener);
  server.on('connection', (socket: Socket) => {
    connects += 1;
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});
  server.listen(wanted, host);
  await once(server, 'listening');
  stops.push(async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificate ? 'https' : 'http'}://${host}:${port}/hook`,
    port,
    received,
    connects: () => connects,
    open: () => sockets.size,
  };
}

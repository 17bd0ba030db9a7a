import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols, makeServer, type Server as ProtocolServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { DomainError } from '../errors.ts';
import type { ComesFromHere, Identify } from './identity.ts';
import type { Live } from './live/live.ts';
import type { Operations } from './operations.ts';
import { FAREWELL_MS, Peer, type PeerOptions } from './peer.ts';
import { createRunOperation } from './socket-operations.ts';

/** Settings of the WebSocket endpoint. */
export interface WebsocketOptions extends Pick<PeerOptions, 'bufferBytes' | 'heartbeatMs'> {
  readonly operations: Operations;
  readonly live: Live;
  readonly identify: Identify;
  readonly maxPayloadBytes: number;
  readonly comesFromHere: ComesFromHere;
}

/** The WebSocket endpoint while it serves. */
export interface WebsocketDoor {
  /** Open sockets, and how many have been cut off since the start because they did not keep up. */
  readonly stats: { readonly sockets: number; readonly cut: number };
  /** Closes every socket with 1001, after what was sent before. */
  close(): Promise<void>;
}

const BEAT_MS = 1_000;
const GOING_AWAY = 'Going away: connect again and subscribe with `after` set to the last cursor.';

/** Serves graphql-transport-ws on /graphql of an HTTP server. */
export function serveWebsocket(http: Server, options: WebsocketOptions): WebsocketDoor {
  const { operations, live, maxPayloadBytes, comesFromHere, bufferBytes, heartbeatMs } = options;
  const server = new WebSocketServer({
    noServer: true,
    handleProtocols,
    maxPayload: maxPayloadBytes,
    // We do that ourselves.
    clientTracking: false,
  });
  const protocol = createProtocol(options.identify);
  const peers = new Set<Peer>();
  let cut = 0;

  const peerOptions: PeerOptions = {
    bufferBytes,
    heartbeatMs,
    onCut: () => {
      cut += 1;
    },
    run: createRunOperation(operations, live),
    present: (errors) => operations.present(errors),
  };
  const open = (socket: WebSocket, stream: Duplex, header: unknown) => {
    const peer = new Peer(socket, stream, header, peerOptions);
    peers.add(peer);
    const closed = protocol.opened(peer, peer);
    // What the other side does to its socket is not worth a word; it ends in a close.
    socket.on('error', nothing);
    // There is one close, and `once` would wrap each listener.
    socket.on('close', (code, reason) => {
      peers.delete(peer);
      closed(code, String(reason)).catch(() => {});
    });
  };
  http.on('upgrade', (request, stream, head) => {
    // Nobody else listens any more, and an error without a listener ends the process.
    stream.on('error', destroyIt);
    if (!comesFromHere(request.headers)) {
      refuse(stream, '403 Forbidden');
      return;
    }
    if (!URL.canParse(request.url ?? '', 'http://host') || pathOf(request.url) !== '/graphql') {
      refuse(stream, '404 Not Found');
      return;
    }
    server.handleUpgrade(request, stream, head, (socket) =>
      open(socket, stream, request.headers['router-authorization']),
    );
  });
  // One timer for all: each of thousands would cost more than the asking.
  const beating = setInterval(() => {
    const now = performance.now();
    for (const peer of peers) peer.beat(now);
  }, BEAT_MS).unref();

  return {
    get stats() {
      return { sockets: peers.size, cut };
    },
    async close() {
      clearInterval(beating);
      const sockets = [...peers].map(({ socket }) => socket);
      // A client that is asleep does not answer, and would hold us for half a minute.
      const impatience = setTimeout(() => {
        for (const socket of sockets) socket.terminate();
      }, FAREWELL_MS);
      // Nobody new comes in.
      server.close();
      const closing = sockets.map((socket) => new Promise((resolve) => socket.on('close', resolve)));
      for (const socket of sockets) socket.close(1001, GOING_AWAY);
      await Promise.all(closing).finally(() => clearTimeout(impatience));
    },
  };
}

// Operations never reach it, so it needs no schema.
function createProtocol(identify: Identify): ProtocolServer<Peer> {
  return makeServer<Record<string, unknown>, Peer>({
    // The beat does it: timers outlive what they wait for.
    connectionInitWaitTimeout: 0,
    onConnect(connection) {
      const { extra: peer, connectionParams } = connection;
      try {
        peer.admit(identify(connectionParams?.['Router-Authorization'] ?? peer.header), connection);
        return true;
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        // By itself graphql-ws closes with 4403, after which its clients, gateways among them, try again for half a
        // minute and say nothing meanwhile; 4401 ends the matter.
        peer.close(CloseCode.Unauthorized, `${error.code}: ${error.message}`);
        return false;
      }
    },
  });
}

// The other side may never end its half, and Node.js no longer watches over it.
function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => stream.destroy());
}

function nothing(): void {}

// One for all: a function made for each stream would hold on to its request.
function destroyIt(this: Duplex): void {
  this.destroy();
}

function pathOf(url = '/'): string {
  return new URL(url, 'http://host').pathname;
}

import { bytesOf, textOf } from './frames.ts';
import type { Outlet } from './live/outlet.ts';
import type { Peer } from './peer.ts';

/** The way of one subscription of a WebSocket. An object rather than closures: there are thousands. */
export class PeerOutlet implements Outlet {
  readonly #peer: Peer;
  /** The subscription's id as bytesOf its JSON. */
  readonly #id: string;

  constructor(peer: Peer, id: string) {
    this.#peer = peer;
    this.#id = bytesOf(JSON.stringify(id));
  }

  get transport() {
    return 'websocket' as const;
  }

  get connection(): Peer {
    return this.#peer;
  }

  send(results: readonly string[]): boolean {
    return this.#peer.sendResults(this.#id, results);
  }

  get isReady(): boolean {
    return this.#peer.isReady;
  }

  ready(): Promise<void> {
    return this.#peer.ready();
  }

  end(...errors: readonly unknown[]): void {
    this.#peer.end(JSON.parse(textOf(this.#id)), ...errors);
  }
}

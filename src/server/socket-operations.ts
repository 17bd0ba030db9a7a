import { type ExecutionResult, execute, getOperationAST, OperationTypeNode } from 'graphql';
import type { SubscribeMessage } from 'graphql-ws';
import type { Identity } from '../read/gate.ts';
import type { Live } from './live/live.ts';
import { Member } from './live/member.ts';
import type { Operations } from './operations.ts';
import type { Peer } from './peer.ts';

/** Runs one operation that was asked for over a WebSocket; its results, and how it ended, are sent to the peer. */
export type RunOperation = (peer: Peer, identity: Identity, message: SubscribeMessage) => Promise<void>;

/**
 * Runs operations in place of graphql-ws, which holds a suspended function, of more than two kilobytes, for as long as a
 * subscription lasts. They stand in its list of operations, so that it completes them with the client or the socket.
 */
export function createRunOperation(operations: Operations, live: Live): RunOperation {
  return async (peer, identity, { id, payload }) => {
    const isWanted = peer.reserve(id);
    try {
      const prepared = operations.prepare(payload, identity);
      if (Array.isArray(prepared)) {
        peer.end(id, ...prepared);
        return;
      }
      const { document, operationName, contextValue } = prepared;
      const kind = getOperationAST(document, operationName)?.operation;
      const outcome =
        kind === OperationTypeNode.SUBSCRIPTION
          ? await live.subscribe({ ...prepared, outlet: peer.outlet(id), isWanted })
          : await execute(prepared);
      if (outcome instanceof Member) {
        if (outcome.isOpen) peer.hold(id, outcome);
      } else if (isWanted()) {
        peer.answer(id, present(outcome, contextValue.requestId));
      }
    } catch (error) {
      if (isWanted()) peer.end(id, error);
    }
  };

  function present({ errors, ...result }: ExecutionResult, requestId: string) {
    return errors ? { errors: operations.present(errors, requestId), ...result } : result;
  }
}

import type { FastifyBaseLogger } from 'fastify';
import type { Outages } from '../db/outages.ts';

/** Where an error that clients are not shown goes. */
export type LogError = (error: unknown, message: string) => void;

/** What tells an outage's errors from others; without it, none is an outage's. */
export type OutageJudge = Pick<Outages, 'judge'> | undefined;

/**
 * The log of one request's errors, over a log that does not have its id yet: those of an outage, which has lines of its
 * own, go to the level debug.
 */
export function createLogError(log: FastifyBaseLogger, requestId: string, outages: OutageJudge): LogError {
  return (err, message) => {
    const write = (isOfOutage: boolean) => log[isOfOutage ? 'debug' : 'error']({ err, requestId }, message);
    if (outages) outages.judge(err, write);
    else write(false);
  };
}

import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { serveRefusals } from '../../src/server/refusals.ts';

test('a mistake of our own is masked, under an id by which the log has it', async () => {
  const lines: string[] = [];
  const log: FastifyBaseLogger = pino({}, { write: (line: string) => lines.push(line) });
  const app = Fastify({
    loggerInstance: log,
    genReqId: () => 'id-of-this-request',
    logController: new LogController({ requestIdLogLabel: 'requestId' }),
  });
  serveRefusals(app, 1_000);
  app.get('/broken', async () => {
    throw new Error('password hunter2 refused by 10.0.0.7');
  });
  const response = await app.inject('/broken');
  expect(response.statusCode).toBe(500);
  expect(response.json()).toEqual({
    errors: [
      {
        message: 'Something went wrong on our side. The log has it under request id-of-this-request.',
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'id-of-this-request' },
      },
    ],
  });
  expect(lines.find((line) => line.includes('hunter2'))).toContain('"requestId":"id-of-this-request"');
  await app.close();
});

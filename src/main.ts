import { once } from 'node:events';
import { enableCompileCache } from 'node:module';
import { ConfigError, readConfig } from './config.ts';
import { provideDatabase } from './db/provide.ts';
import { createLog } from './log.ts';
import { loadSigner } from './report/signing-key.ts';
import { checkAddress } from './server/listen.ts';

const FAILED = 1;

/** Reads the settings or ends the process with the sentences that say what is wrong with them. */
function configure() {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(FAILED);
  }
}

// What was compiled at one start is there at the next.
enableCompileCache();
const config = configure();
const log = createLog(config.logLevel);

// Listened for from the first moment: a start that is broken off must not leave its PostgreSQL behind.
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping.signal.aborted) return;
    log.info(`${signal}: finishing what is running.`);
    stopping.abort();
  });
}

if (config.nodeEnv === 'production' && config.databaseUrl === null) {
  log.warn(
    `DATABASE_URL is not set, so the database is an embedded one in ${config.dataDir}, which no other replica shares.`,
  );
}

try {
  await checkAddress(config);
  // The server loads it again; a key that it cannot use is told before a database is made.
  await loadSigner(config.reportSigningKey);
  const database = provideDatabase(config, (message) => log.info(message));
  // Most of the code is read while a new embedded PostgreSQL makes its files; a failure is met where it is awaited.
  database.catch(() => {});
  const { startService } = await import('./start.ts');
  const service = await startService(config, log, database, stopping.signal);
  if (config.nodeEnv === 'production') log.info(`Ready at ${service.url}/graphql.`);
  else process.stdout.write((await import('./greeting.ts')).greeting(config, service));
  if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
  await service.stop();
} catch (error) {
  if (error !== stopping.signal.reason) {
    log.debug({ err: error }, 'The start failed.');
    process.stderr.write(
      `The service could not start: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(FAILED);
  }
}
log.info('Stopped.');
process.exit(0);

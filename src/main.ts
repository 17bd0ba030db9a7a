import { pino } from 'pino';
import { ConfigError, readConfig } from './config.ts';
import { startService } from './start.ts';

const FAILED = 1;

/** Reads the settings or ends the process with the sentence that says what is wrong with them. */
function configure() {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(FAILED);
  }
}

const config = configure();
const log = pino({ level: config.logLevel });

try {
  const service = await startService(config, log);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      log.info(`${signal}: finishing what is running.`);
      // A request that never ends must not keep the process for ever; the database stops all the same.
      setTimeout(() => process.exit(FAILED), config.shutdownGraceMs + 5_000).unref();
      await service.stop();
      process.exit(0);
    });
  }
  if (config.nodeEnv !== 'production') {
    process.stdout.write(
      `\nThe technical environment subgraph is ready.\n\n` +
        `  GraphQL       ${service.url}/graphql  (in a browser: GraphiQL)\n` +
        `  Subscriptions ${service.url.replace('http', 'ws')}/graphql  (graphql-transport-ws), ${service.url}/graphql/stream  (SSE)\n` +
        `  Health        ${service.url}/livez  ${service.url}/readyz\n` +
        (config.demoData ? `  Demo customer 11111111-1111-4111-8111-111111111111  (Acme Corp)\n` : '') +
        `\nPress Ctrl-C to stop.\n\n`,
    );
  } else {
    log.info(`Ready at ${service.url}/graphql.`);
  }
} catch (error) {
  log.debug({ err: error }, 'The start failed.');
  process.stderr.write(
    `The service could not start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(FAILED);
}

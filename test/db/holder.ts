import { type EmbeddedOptions, startEmbedded } from '../../src/db/embedded/server.ts';
import { startThrowaway } from '../../src/db/embedded/throwaway.ts';

// A process of its own that holds an embedded server, for tests that kill such a process. Its argument are
// the options as JSON ("throwaway" for a throwaway server); it prints one line of JSON when the server runs
// or has failed to, and stops it at SIGTERM, at SIGINT, and when its input ends.

const argument = process.argv[2] ?? '';

try {
  const started = performance.now();
  const server =
    argument === 'throwaway'
      ? await startThrowaway()
      : await startEmbedded(JSON.parse(argument) as EmbeddedOptions);
  const { connection, adopted, created, pid } = server;
  const ms = performance.now() - started;
  const stop = async () => {
    await server.stop();
    process.exit();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  process.stdin.once('end', stop).resume();
  // Last, since whoever reads it may end us at once.
  print({ connection, adopted, created, pid, ms });
} catch (error) {
  print({ error: (error as Error).message });
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

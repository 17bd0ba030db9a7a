import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { closeDatabase, openDatabase } from '../client.ts';
import { describeSchema } from '../dump.ts';
import { startThrowaway } from '../embedded/throwaway.ts';
import { migrate } from '../migrate.ts';

// Compares src/db/schema.txt with what the migrations build, or writes it (--write).

const FILE = fileURLToPath(new URL('../schema.txt', import.meta.url));

process.exitCode = await main(process.argv.includes('--write'));

async function main(write: boolean): Promise<number> {
  const built = await buildSchema();
  if (write) {
    await writeFile(FILE, built);
    process.stdout.write(`Wrote ${FILE}\n`);
    return 0;
  }
  const committed = (await readFile(FILE, 'utf8').catch(() => '')).replaceAll('\r\n', '\n');
  if (committed === built) {
    process.stdout.write('src/db/schema.txt is what the migrations build.\n');
    return 0;
  }
  process.stdout.write(
    `src/db/schema.txt is not what the migrations build (- in the file, + built):\n${difference(committed, built)}\n` +
      'If the migrations are right, run: node src/db/commands/schema.ts --write\n',
  );
  return 1;
}

async function buildSchema(): Promise<string> {
  const server = await startThrowaway();
  const db = openDatabase(server.connection, { poolSize: 1 });
  try {
    await migrate(db);
    return await describeSchema(db);
  } finally {
    await closeDatabase(db);
    await server.stop();
  }
}

/** The lines between the common beginning and the common end: a hint, and always a true one. */
function difference(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const removed = old.slice(start, old.length - end).map((line) => `- ${line}`);
  const added = now.slice(start, now.length - end).map((line) => `+ ${line}`);
  return [`line ${start + 1}:`, ...shorten(removed), ...shorten(added)].join('\n');
}

function shorten(lines: string[]): string[] {
  const LONGEST = 30;
  return lines.length <= LONGEST
    ? lines
    : [...lines.slice(0, LONGEST), `  (and ${lines.length - LONGEST} more)`];
}

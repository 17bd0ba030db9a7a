// Prints the report of one customer, or writes it as a file. Works beside a running service.
import { rm, writeFile } from 'node:fs/promises';
import { readConfig } from '../../config.ts';
import { withDatabase } from '../../db/commands/with-database.ts';
import { joinDatabase } from '../../db/provide.ts';
import { Loaders } from '../../read/loaders.ts';
import { createReader } from '../../read/reader.ts';
import { buildAnswer } from '../answer.ts';
import { buildDocument } from '../document.ts';
import { loadReport } from '../load.ts';
import { renderMarkdown } from '../markdown.ts';
import { loadSigner } from '../signing-key.ts';
import { renderTerminal } from '../terminal.ts';
import { parseArguments, USAGE } from './arguments.ts';
import { findCustomer } from './find-customer.ts';

const UNDEFINED_TABLE = '42P01';
const WIDTH = 100;
const identity = { kind: 'local', subject: 'report command', customers: 'all' } as const;

await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<void> {
  let wanted: ReturnType<typeof parseArguments>;
  try {
    wanted = parseArguments(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
    process.exitCode = 1;
    return;
  }
  if (wanted.form === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const { customer, form, file, paper, includeHealth } = wanted;
  await withDatabase(async (db) => {
    try {
      const customerId = await findCustomer(db, customer);
      const now = new Date();
      const loaders = new Loaders(createReader(db), identity, now);
      const logError = (error: unknown, message: string) =>
        process.stderr.write(`${message} (${error instanceof Error ? error.message : error})\n`);
      const facts = await loadReport(customerId, includeHealth, { loaders, logError });
      if (!facts) throw new Error(`The customer ${customerId} has gone since it was looked up.`);
      if (form === 'json') return toJson(buildAnswer(facts, now));
      const document = buildDocument(facts, now);
      if (form === 'markdown') return renderMarkdown(document).trimEnd();
      if (form === 'terminal') return renderTerminal(document, terminal()).trimEnd();
      // Large, and wanted for this form only.
      const { renderPdf } = await import('../pdf/render.ts');
      const sign = await loadSigner(readConfig().reportSigningKey);
      const bytes = await renderPdf(document, { paper });
      await write(file, bytes);
      if (!sign) {
        // One of an earlier report would not be of this one.
        await rm(`${file}.sig`, { force: true });
        return `Wrote ${file}.`;
      }
      await write(`${file}.sig`, sign(bytes));
      return `Wrote ${file} and its signature, ${file}.sig.`;
    } catch (error) {
      if ((error as { code?: string }).code !== UNDEFINED_TABLE) throw error;
      throw new Error(
        'The database has no tables yet. Run npm run migrate, or start the service (npm start).',
      );
    }
  }, joinDatabase);
}

async function write(file: string, bytes: Buffer): Promise<void> {
  await writeFile(file, bytes).catch(({ code }: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be written (${code}).`);
  });
}

// JSON leaves controls beyond ASCII as they are, and a terminal may follow them.
function toJson(answer: object): string {
  return JSON.stringify(answer, null, 2).replace(
    /[\u007f-\u009f]/g,
    (control) => `\\u00${control.charCodeAt(0).toString(16)}`,
  );
}

// hasColors knows NO_COLOR and terminals that have none.
function terminal() {
  const { isTTY, columns } = process.stdout;
  return { width: columns ?? WIDTH, colour: Boolean(isTTY) && process.stdout.hasColors() };
}

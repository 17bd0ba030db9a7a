// Says whether a report is the one that a detached signature was made for.
// Exit codes: 0 it is; 1 it is not; 2 the question could not be asked (see the message).
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isSignedBy, SignatureError } from '../signature.ts';

const USAGE = 'Use: npm run report:verify -- FILE --signature FILE --key FILE (a PEM with the public key)';

/** Something that makes the question impossible; the message is for the person who asked. */
class Unusable extends Error {}

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  try {
    const { report, signature, key } = readArguments(args);
    const [bytes, signed, pem] = [await read(report), await read(signature), await read(key)];
    return judge(report, isSigned(bytes, signed, pem.toString('utf8'), { signature, key }));
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

function readArguments(args: string[]): { report: string; signature: string; key: string } {
  const options = { signature: { type: 'string' }, key: { type: 'string' } } as const;
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Unusable(`${(error as Error).message}\n${USAGE}`);
  }
  const { positionals, values } = parsed;
  const [report] = positionals;
  const { signature, key } = values;
  if (positionals.length !== 1 || report === undefined || signature === undefined || key === undefined) {
    throw new Unusable(`It takes one report, one signature and one key.\n${USAGE}`);
  }
  return { report, signature, key };
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Unusable(
      code === 'ENOENT' ? `${file} does not exist.` : `${file} cannot be read (${code ?? String(error)}).`,
    );
  }
}

function isSigned(
  report: Buffer,
  signature: Buffer,
  pem: string,
  names: Readonly<Record<'signature' | 'key', string>>,
): boolean {
  try {
    return isSignedBy(report, signature, pem);
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    throw new Unusable(`${names[error.what]} ${error.message}.`);
  }
}

function judge(report: string, signed: boolean): number {
  process.stdout.write(
    signed
      ? `${report} is as it was signed.\n`
      : `${report} is not what was signed: it was changed, or the signature or the key belongs to another.\n`,
  );
  return signed ? 0 : 1;
}

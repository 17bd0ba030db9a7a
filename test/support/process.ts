import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The service as it runs for its users: a process of its own. */
export interface ServiceProcess {
  readonly child: ChildProcess;
  /** Where it answers, once it says so; rejects when it ends before that. */
  readonly ready: Promise<string>;
  /** Its exit code (null when a signal ended it), once it has ended and all it wrote has arrived. */
  readonly ended: Promise<number | null>;
  /** What it wrote so far on standard output. */
  output(): string;
  /** What it wrote so far on standard error: what a person reads when it will not start. */
  errors(): string;
  /** Waits until its standard output matches. */
  says(pattern: RegExp): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const STUBBORN_MS = 20_000;
const running = new Set<ServiceProcess>();

/** Starts `node src/main.ts` on any free port with just these variables; end it with `endProcesses` in `afterEach`. */
export function startProcess(variables: Record<string, string>): ServiceProcess {
  const { PATH, TMPDIR } = process.env;
  const env = { PATH, ...(TMPDIR ? { TMPDIR } : {}), PORT: '0', ...variables };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const says = async (pattern: RegExp) => {
    while (!pattern.test(output)) {
      const ending = ended.then(() => 'ended');
      if ((await Promise.race([once(child.stdout, 'data'), ending])) === 'ended' && !pattern.test(output)) {
        throw new Error(`The process ended without saying ${pattern}. It said:\n${output}${errors}`);
      }
    }
  };
  const ready = says(/Press Ctrl-C|Ready at http/).then(
    () => /http:\/\/[\w.:[\]]+(?=\/graphql)/.exec(output)?.[0] as string,
  );
  ready.catch(() => {});
  const service = { child, ready, ended, output: () => output, errors: () => errors, says };
  running.add(service);
  ended.then(() => running.delete(service));
  return service;
}

/** Ends what a test left running, letting it stop its PostgreSQL, and by force when it will not. */
export async function endProcesses(): Promise<void> {
  await Promise.all(
    [...running].map(async ({ child, ended }) => {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), STUBBORN_MS);
      await ended.finally(() => clearTimeout(force));
    }),
  );
}

/** What the service at this address answers to a query. */
// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test asserts
export async function askAt(url: string, query: string): Promise<any> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
  });
  return response.json();
}

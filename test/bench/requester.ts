import { Agent, request } from 'node:http';

// Asks a server as fast as it answers, from a process of its own: warms it up first, then says so, then how often it
// has asked since.

/** What to ask: the bodies in turn, so many at a time. */
export interface Load {
  readonly url: string;
  readonly bodies: readonly object[];
  readonly concurrency: number;
}

const WARM_UP_MS = 2_500;
const MEASURED_MS = 4_000;

const agent = new Agent({ keepAlive: true });
process.once('disconnect', () => process.exit());
process.once('message', async ({ url, bodies, concurrency }: Load) => {
  const texts = bodies.map((body) => JSON.stringify(body));
  let asked = 0;
  const askUntil = async (end: number) => {
    while (performance.now() < end) {
      await ask(url, texts[asked % texts.length] as string);
      asked += 1;
    }
  };
  const run = (ms: number) => {
    const end = performance.now() + ms;
    return Promise.all(Array.from({ length: concurrency }, () => askUntil(end)));
  };
  await run(WARM_UP_MS);
  asked = 0;
  process.send?.('measured from here');
  await run(MEASURED_MS);
  process.send?.(asked);
});

function ask(url: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent, headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        answer += text;
      });
      response.on('end', () => {
        if (response.statusCode === 200 && !answer.includes('"errors"')) resolve();
        else reject(new Error(`${response.statusCode}: ${answer.slice(0, 300)}`));
      });
    })
      .on('error', reject)
      .end(body);
  });
}

// Fails where a composer refuses our contract beside other subgraphs; part of `npm run check`.
import { composers } from './compose.ts';
import { subgraphs } from './subgraphs.ts';

const parts = subgraphs({
  customers: 'http://127.0.0.1/customers',
  environment: 'http://127.0.0.1/environment',
  tickets: 'http://127.0.0.1/tickets',
});
for (const [name, compose] of Object.entries(composers)) {
  const result = compose(parts);
  if ('errors' in result) {
    process.stderr.write(`${name} refuses the schema:\n${result.errors.join('\n')}\n`);
    process.exitCode = 1;
  } else {
    process.stdout.write(`${name} composes the schema.\n`);
  }
}

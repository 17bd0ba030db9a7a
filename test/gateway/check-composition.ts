// Fails where a composer refuses our contract beside another subgraph; part of `npm run check`.
import { composers } from './compose.ts';

for (const [name, compose] of Object.entries(composers)) {
  const result = compose({
    customers: 'http://127.0.0.1/customers',
    environment: 'http://127.0.0.1/environment',
  });
  if ('errors' in result) {
    process.stderr.write(`${name} refuses the schema:\n${result.errors.join('\n')}\n`);
    process.exitCode = 1;
  } else {
    process.stdout.write(`${name} composes the schema.\n`);
  }
}

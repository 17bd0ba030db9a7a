import { createDeliverer } from '../../src/alerts/delivery/deliverer.ts';
import { AlertService } from '../../src/alerts/service.ts';
import { openDatabase } from '../../src/db/client.ts';
import { openFeed } from '../../src/feed/open.ts';
import { createReader } from '../../src/read/reader.ts';

// Alerting as a process of its own, to be killed at any moment: node replica.ts <database URL> <egress> <pace as JSON>

const [, , url = '', egress = '', pace] = process.argv;
const db = openDatabase(url, { poolSize: 3, applicationName: 'replica' });
const { feed } = await openFeed(url, () => {});
new AlertService({
  db,
  reader: createReader(db),
  feed,
  createDeliverer: async () =>
    createDeliverer({
      egressAllow: egress.split(','),
      smtpUrl: null,
      smtpFrom: null,
      timeoutMs: 500,
      restMs: 50,
    }),
  retentionDays: 400,
  grouping: { waitMs: 200, intervalMs: 500 },
  log: (_, message, error) => process.stderr.write(`${message} ${error ?? ''}\n`),
  ...(pace && { pace: JSON.parse(pace) }),
}).start();
process.stdout.write('started\n');

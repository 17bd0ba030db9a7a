import { createDeliverer } from '../../src/alerts/delivery/deliverer.ts';
import { AlertService } from '../../src/alerts/service.ts';
import { openDatabase } from '../../src/db/client.ts';
import { openFeed } from '../../src/feed/open.ts';
import { createReader } from '../../src/read/reader.ts';

// Alerting as a process of its own, to be killed at any moment: node replica.ts <database URL> <egress> <SMTP URL>

const [, , url = '', egress = '', smtpUrl = ''] = process.argv;
const db = openDatabase(url, { poolSize: 3, applicationName: 'replica' });
const { feed } = await openFeed(url, () => {});
new AlertService({
  db,
  reader: createReader(db),
  feed,
  createDeliverer: async () =>
    createDeliverer({
      egressAllow: egress.split(','),
      smtpUrl: smtpUrl || null,
      smtpFrom: smtpUrl ? 'alerts@example.com' : null,
      timeoutMs: 2_000,
    }),
  retentionDays: 400,
  grouping: { waitMs: 200, intervalMs: 500 },
  log: (_, message, error) => process.stderr.write(`${message} ${error ?? ''}\n`),
}).start();
process.stdout.write('started\n');

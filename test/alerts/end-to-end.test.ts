import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addCustomer, addIntegration } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { askAt, endProcesses, type ServiceProcess, startProcess } from '../support/process.ts';
import { startMailServer } from './delivery/mail-server.ts';
import { startReceiver } from './delivery/receiver.ts';

const PATIENCE_MS = 120_000;
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(endProcesses);
afterAll(() => database.drop());

const eventually = (what: string, holds: () => boolean | Promise<boolean>) =>
  expect.poll(holds, { timeout: PATIENCE_MS, interval: 200, message: what }).toBe(true);

test('each row of the requirements fires, tells those it is for, and resolves, while replicas are killed', {
  timeout: 5 * PATIENCE_MS,
}, async () => {
  const { db } = database;
  const receiver = await startReceiver((_, response) => response.writeHead(204).end());
  const mailServer = await startMailServer();
  const customerId = await addCustomer(db);
  const start = () =>
    startProcess({
      DATABASE_URL: database.url,
      EGRESS_ALLOW: `127.0.0.1:${receiver.port}`,
      SMTP_URL: mailServer.url,
      SMTP_FROM: 'alerts@example.com',
      ALERT_GROUP_WAIT_MS: '500',
      ALERT_GROUP_INTERVAL_MS: '1000',
    });
  const processes: ServiceProcess[] = [start(), start(), start()];
  await Promise.all(processes.map(({ ready }) => ready));
  const ask = async (query: string) => {
    const answer = await askAt(await (processes.at(-1) as ServiceProcess).ready, query);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  };
  const kill = async () => {
    const victim = processes.shift() as ServiceProcess;
    victim.child.kill('SIGKILL');
    await victim.ended;
    processes.push(start());
    await processes.at(-1)?.ready;
  };

  // Who is told.
  const channel = (fields: string) =>
    ask(`mutation { upsertNotificationChannel(input: { customerId: "${customerId}", ${fields} }) { id } }`);
  await channel(
    `role: TECH, kind: WEBHOOK, name: "On call", target: "${receiver.url}", signingSecret: "${SECRET}"`,
  );
  await channel(`role: CSM, kind: EMAIL, name: "Csm", target: "csm@example.com"`);

  // What goes wrong.
  const down = await addIntegration(db, customerId);
  const webhook = await addIntegration(db, customerId);
  const expiring = await addIntegration(db, customerId);
  await db.none(`update integrations set endpoint = 'https://customer.example.com/hook' where id = $1`, [
    webhook,
  ]);
  const deliver = (id: string, failed: boolean, count: number, last: string) =>
    db.none(
      `insert into webhook_deliveries (customer_id, integration_id, created_at, status, attempts, first_attempt_failed, error_class)
       select $1, $2, now() - $5::interval - n * interval '1 minute', case when $3 then 'FAILED' else 'SUCCEEDED' end, 1, $3,
         case when $3 then 'TIMEOUT' end from generate_series(1, $4) as n`,
      [customerId, id, failed, count, last],
    );
  for (const id of [webhook, expiring]) await deliver(id, false, 30, '0');
  await deliver(webhook, true, 6, '2 hours');
  await deliver(down, true, 6, '0');
  await db.none(`update integrations set credential_expires_at = now() + interval '10 days' where id = $1`, [
    expiring,
  ]);
  await db.none(
    `insert into api_quotas (customer_id, resource, period, used, quota_limit, unit) values
       ($1, 'API_CALLS', 'DAY', 950, 1000, 'calls'), ($1, 'API_CALLS', 'MONTH', 1, 1500, 'calls')`,
    [customerId],
  );
  await db.none(
    `insert into api_usage_daily (customer_id, day, calls)
     select $1, current_date - n, 950 from generate_series(0, 59) as n`,
    [customerId],
  );
  await db.none(
    `insert into security_settings (customer_id, setting, state) values ($1, 'MFA', 'ENFORCED')`,
    [customerId],
  );
  await db.none(`update security_settings set state = 'OPTIONAL' where customer_id = $1`, [customerId]);
  await eventually('it is judged to be down', async () =>
    Boolean(await db.oneOrNone(`select from integrations where id = $1 and health_status = 'DOWN'`, [down])),
  );
  // The outage began over an hour ago.
  await db.none(`update integrations set health_since = now() - interval '61 minutes' where id = $1`, [down]);
  await kill();

  const bodies = () => receiver.received.map(({ body }) => JSON.parse(body));
  const hooked = (type: string) =>
    new Set(
      bodies()
        .filter((body) => body.type === `technical_alert.${type}`)
        .flatMap((body) => body.data.alerts.map(({ rule }: { rule: string }) => rule)),
    );
  const mailed = (pattern: RegExp) => mailServer.mails.some(({ text }) => pattern.test(text));
  await eventually('TECH is told by the webhook', () => hooked('firing').size === 3);
  await eventually('the CSM is told by mail', () =>
    [/is down/, /API usage close to limit/, /likely to run out/].every(mailed),
  );
  expect(hooked('firing')).toEqual(new Set(['integration-down', 'webhook-errors', 'credential-expiring']));
  expect(mailed(/webhook errors|credential|MFA/)).toBe(false);
  // Whoever receives a webhook can tell that it is from us.
  for (const { body, headers } of receiver.received)
    expect(() => new Webhook(SECRET).verify(body, headers)).not.toThrow();

  const states = async () => {
    const { technicalAlerts } = await ask(
      `{ technicalAlerts(filter: { customerId: "${customerId}" }) { edges { node { ruleId subjectId title state severity deliveries { edges { node { status } } } } } } }`,
    );
    return technicalAlerts.edges.map(({ node }: { node: object }) => node) as {
      ruleId: string;
      subjectId: string;
      title: string;
      state: string;
      severity: string;
      deliveries: { edges: unknown[] };
    }[];
  };
  const changed = (await states()).find(({ ruleId }) => ruleId === 'security-configuration-changed');
  expect(changed).toMatchObject({
    state: 'FIRING',
    severity: 'LOW',
    title: 'Security setting MFA changed',
    deliveries: { edges: [] },
  });

  // All is put right.
  await kill();
  await db.none('delete from webhook_deliveries where customer_id = $1', [customerId]);
  for (const id of [down, webhook, expiring]) await deliver(id, false, 30, '0');
  await db.none(
    `update integrations set credential_expires_at = now() + interval '1 year', health_status = 'HEALTHY', recovering_since = null,
       recovering_to = null where customer_id = $1`,
    [customerId],
  );
  await db.none('update api_quotas set used = 1, quota_limit = 100000 where customer_id = $1', [customerId]);
  await eventually('what recovers waits', async () =>
    (await states()).every(
      ({ state, ruleId }) => ruleId.startsWith('security') || ['RECOVERING', 'RESOLVED'].includes(state),
    ),
  );
  await db.none(
    `update alerts set state_since = state_since - interval '2 hours' where customer_id = $1 and state = 'RECOVERING'`,
    [customerId],
  );
  await eventually('all is over', async () =>
    (await states()).every(({ state, ruleId }) => ruleId.startsWith('security') || state === 'RESOLVED'),
  );
  await kill();
  await eventually('TECH hears that it is over', () => {
    const over = bodies().flatMap((body) =>
      body.data.alerts.filter((one: { resolvedAt: unknown }) => one.resolvedAt !== null),
    );
    return new Set(over.map(({ rule }) => rule)).size === 3;
  });
  await eventually(
    'and so does the CSM',
    () => mailServer.mails.filter(({ text }) => /resolved|over/i.test(text)).length > 0,
  );

  const rows = await db.any(
    'select rule_id, subject_id, count(*) from alerts where customer_id = $1 group by 1, 2',
    [customerId],
  );
  for (const { count } of rows) expect(count).toBe(1);
  // What a killed process had in hand is tried again when its claim runs out.
  await db.none(
    `update notification_deliveries set next_attempt_at = now() - interval '2 minutes' where status = 'PENDING'`,
  );
  await eventually(
    'nothing is left to deliver',
    async () =>
      (await db.any(`select from notification_deliveries where status <> 'DELIVERED'`)).length === 0,
  );
  const ids = mailServer.mails.map(({ headers }) => headers.get('message-id'));
  const { count: sent } = await db.one(
    `select count(*) from notification_deliveries d join notification_channels c on c.id = d.channel_id where c.kind = 'EMAIL'`,
  );
  expect(new Set(ids).size).toBe(sent);

  // And the customer hears of it when somebody says so.
  const issueId = randomUUID();
  await db.none(
    `insert into technical_issues (id, customer_id, rule_id, subject_id, title, description, severity, status, first_detected_at, last_detected_at)
     values ($2, $1, 'none', 'x', 'Webhook <b>failures</b>', '6 of 36 failed', 'MEDIUM', 'OPEN', now(), now())`,
    [customerId, issueId],
  );
  await db.none(
    `insert into technical_contacts (id, customer_id, name, email, is_primary) values (gen_random_uuid(), $1, 'Mike Lee', 'mike.lee@customer.example', true)`,
    [customerId],
  );
  const { composeCustomerMessage: message } = await ask(
    `mutation { composeCustomerMessage(issueId: "${issueId}") { id body } }`,
  );
  await ask(`mutation { sendCustomerMessage(id: "${message.id}", confirm: true) { sentAt } }`);
  await eventually('the customer has the mail', () =>
    mailServer.mails.some(({ to }) => to.includes('mike.lee@customer.example')),
  );
  const mail = mailServer.mails.find(({ to }) => to.includes('mike.lee@customer.example'));
  expect(mail?.text.trim()).toBe(message.body);
  expect(mail?.html).not.toContain('<b>failures</b>');
});

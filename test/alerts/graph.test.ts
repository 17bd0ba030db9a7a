import { randomUUID } from 'node:crypto';
import { graphql } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateAlerts } from '../../src/alerts/evaluate.ts';
import { onStatement } from '../../src/db/client.ts';
import { databaseNow } from '../../src/db/clock.ts';
import { type AlertDesk, createAlertDesk } from '../../src/environment/alerts/desk.ts';
import { createLister } from '../../src/environment/list/lister.ts';
import { encodeCursor } from '../../src/feed/cursor.ts';
import { createEventTable } from '../../src/feed/table.ts';
import { createReader } from '../../src/read/reader.ts';
import { RequestContext } from '../../src/server/context.ts';
import { buildSchema } from '../../src/server/schema.ts';
import { addCustomer, addIntegration } from '../feed/support.ts';
import { type Answer, startTestService, type TestService } from '../support/service.ts';
import { openSocket } from '../support/socket.ts';
import { addChannel } from './support.ts';

let service: TestService;
let mine: string;
let theirs: string;
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

beforeAll(async () => {
  service = await startTestService();
  [mine, theirs] = [await addCustomer(service.db), await addCustomer(service.db)];
  for (const customerId of [mine, theirs]) await bringDown(customerId);
});
afterAll(() => service.stop());

/** An integration of the customer's that has been down for two hours, judged; gives its id. */
async function bringDown(customerId: string): Promise<string> {
  const id = await addIntegration(service.db, customerId);
  await service.db.none(
    `update integrations set health_status = 'DOWN', health_since = now() - interval '2 hours' where id = $1`,
    [id],
  );
  await judge(customerId);
  return id;
}

async function judge(...customerIds: string[]): Promise<void> {
  const { db } = service;
  const jobs = { flush: async () => {}, deliver: async () => {} };
  const grouping = { waitMs: 0, intervalMs: 0 };
  await evaluateAlerts(
    { db, reader: createReader(db), jobs, grouping, log: () => {} },
    customerIds,
    await databaseNow(db),
  );
}

const ALERTS = `query ($filter: AlertFilter, $first: Int! = 20, $after: String) {
  technicalAlerts(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id ruleId subjectId state severity recipients episode title firedAt resolvedAt acknowledgedBy
      customer { id } integration { id healthStatus } history { from to reason } deliveries { edges { node { id status } } } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Executes as somebody who may see these customers only. */
async function askAs(
  customers: string[],
  query: string,
  variables: Record<string, unknown> = {},
  refusal: string | null = null,
  tell: AlertDesk['tell'] = async () => {},
) {
  const { db } = service;
  const services = {
    db,
    probe: db,
    reader: createReader(db),
    feed: { wake() {} } as never,
    listEnvironments: createLister(db),
    alerts: createAlertDesk(db, {
      mailFrom: null,
      send: async () => {},
      tell,
      refusalOf: async () => refusal,
    }),
    now: () => new Date(),
    reportLinks: {} as never,
    signReport: null,
  };
  const identity = { kind: 'router', subject: 'jane', customers: new Set(customers) } as const;
  const contextValue = new RequestContext(services, {
    identity,
    requestId: 'test',
    log: pino({ level: 'silent' }),
  });
  const { data, errors } = await graphql({
    schema: buildSchema(500),
    source: query,
    variableValues: variables,
    contextValue,
  });
  return {
    // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test asserts
    data: data as any,
    code: (errors?.[0]?.originalError as { code?: string } | undefined)?.code,
    errors,
  };
}

const nodes = (data: { technicalAlerts: { edges: { node: Record<string, unknown> }[] } }) =>
  data.technicalAlerts.edges.map(({ node }) => node);

describe('technicalAlerts', () => {
  test('shows what is wrong, since when, with its integration and its history', async () => {
    const { data, errors } = await service.ask(ALERTS, { filter: { customerId: mine } });
    expect(errors).toBeUndefined();
    expect(nodes(data)).toEqual([
      expect.objectContaining({
        ruleId: 'integration-down',
        state: 'FIRING',
        severity: 'HIGH',
        recipients: ['CSM', 'TECH'],
        episode: 1,
        customer: { id: mine },
        integration: { id: expect.any(String), healthStatus: 'DOWN' },
        history: [{ from: null, to: 'FIRING', reason: expect.any(String) }],
        firedAt: expect.stringMatching(/Z$/),
        resolvedAt: null,
      }),
    ]);
  });

  test.each([
    ['NORMAL', 'null', /^Over since \d\d:\d\d UTC on \d+ \w+, before it fired\.$/],
    ['RECOVERING', 'null', /^Well again since \d\d:\d\d UTC on \d+ \w+; over once that has lasted\.$/],
    ['RESOLVED', 'now()', /^Over since \d\d:\d\d UTC on \d+ \w+\.$/],
  ])('once it is %s, its history no longer says what was wrong', async (state, resolvedAt, words) => {
    for (const customerId of [theirs, null]) {
      const { id } = await service.db.one(
        `insert into alerts (customer_id, rule_id, subject_id, episode, state, state_since, opened_at, fired_at, severity,
           fired_severity, recipients, title, description)
         values ($1, 'notification-channel-failing', $2, 1, 'FIRING', now(), now(), now(), 'MEDIUM', 'MEDIUM', '{TECH}', 'X', 'It fails.')
         returning id`,
        [customerId, state],
      );
      await service.db.none(`update alerts set state = $2, resolved_at = ${resolvedAt} where id = $1`, [
        id,
        state,
      ]);
      const { data } = await service.ask(
        `query ($filter: AlertFilter) { technicalAlerts(filter: $filter, first: 1) { edges { node { id history { to reason } } } } }`,
        { filter: { ruleId: 'notification-channel-failing', states: [state] } },
      );
      const history = [
        { to: state, reason: expect.stringMatching(words) },
        { to: 'FIRING', reason: 'It fails.' },
      ];
      expect(nodes(data)).toEqual([{ id, history }]);
      await service.db.none('delete from alerts where id = $1', [id]);
    }
  });

  test('pages without skipping or repeating', async () => {
    for (let count = 0; count < 4; count++) await bringDown(mine);
    const all = nodes((await service.ask(ALERTS, { filter: { customerId: mine } })).data).map(({ id }) => id);
    const paged: unknown[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data }: Answer = await service.ask(ALERTS, {
        filter: { customerId: mine },
        first: 2,
        after,
      });
      paged.push(...nodes(data).map(({ id }) => id));
      ({ hasNextPage: more, endCursor: after } = data.technicalAlerts.pageInfo);
    }
    expect(paged).toEqual(all);
    expect(paged).toHaveLength(5);
  });

  test.each([
    [{ severity: 'HIGH', states: ['FIRING'], ruleId: 'integration-down' }, true],
    [{ severity: 'LOW' }, false],
    [{ states: ['RESOLVED', 'PENDING'] }, false],
    [{ ruleId: 'api-usage-high' }, false],
    [{ integrationId: '00000000-0000-4000-8000-000000000000' }, false],
  ])('%j', async (filter, finds) => {
    const { data } = await service.ask(ALERTS, { filter: { ...filter, customerId: mine } });
    expect(nodes(data).length > 0).toBe(finds);
  });

  test.each([
    [{ filter: { customerId: 'nonsense' } }],
    [{ filter: { customerId: '' } }],
    [{ filter: { integrationId: '' } }],
    [{ filter: { ruleId: 'a\0b' } }],
    [{ first: 0 }],
    [{ first: 101 }],
    [{ after: 'nonsense' }],
  ])('%j is refused in words', async (variables) => {
    expect((await service.ask(ALERTS, variables)).errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test('of no single customer is shown to those who may see all, and left out where a customer is named', async () => {
    const { id } = await service.db.one(
      `insert into alerts (rule_id, subject_id, episode, state, state_since, opened_at, fired_at, severity, fired_severity,
         recipients, title, description)
       values ('notification-channel-failing', 'x', 1, 'FIRING', now(), now(), now(), 'MEDIUM', 'MEDIUM', '{TECH}', 'Shared', '')
       returning id`,
    );
    const listed = async (filter: object) => nodes((await service.ask(ALERTS, { filter })).data);
    const ruleId = 'notification-channel-failing';
    expect(await listed({ ruleId })).toEqual([expect.objectContaining({ id, customer: null })]);
    expect(await listed({ ruleId, customerId: mine })).toEqual([]);
    expect(nodes((await askAs([mine, theirs], ALERTS, { filter: { ruleId } })).data)).toEqual([]);
    const acknowledge = `mutation { acknowledgeAlert(id: "${id}") { state customer { id } history { to } } }`;
    expect((await askAs([mine, theirs], acknowledge)).code).toBe('NOT_FOUND');
    expect((await service.ask(acknowledge)).data.acknowledgeAlert).toEqual({
      state: 'FIRING',
      customer: null,
      history: [{ to: 'FIRING' }],
    });
    await service.db.none('delete from alerts where id = $1', [id]);
  });

  test('is an entity', async () => {
    const [alert] = nodes((await service.ask(ALERTS, { filter: { customerId: theirs } })).data);
    const { data } = await service.ask(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Alert { id title } } }',
      { of: [{ __typename: 'Alert', id: alert?.id }] },
    );
    expect(data._entities).toEqual([{ id: alert?.id, title: alert?.title }]);
  });
});

describe('Channels', () => {
  const CHANNEL =
    '{ id role kind name target enabled disabledReason customer { id } deliveries { edges { node { kind status attempts channel { id } } } } }';
  const upsert = (input: object) =>
    service.ask(
      `mutation ($input: NotificationChannelInput!) { upsertNotificationChannel(input: $input) ${CHANNEL} }`,
      { input },
    );
  const webhook = (over: object = {}) => ({
    customerId: mine,
    role: 'TECH',
    kind: 'WEBHOOK',
    name: 'On call',
    target: `https://hooks.example.com/T000/secret-path/${randomUUID()}`,
    signingSecret: SECRET,
    ...over,
  });

  test('are added and changed; what is secret about them never comes out', async () => {
    const added = await upsert(webhook());
    expect(added.errors).toBeUndefined();
    const { id } = added.data.upsertNotificationChannel;
    const changed = await upsert({
      id,
      name: 'Night shift',
      signingSecret: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
    });
    expect(changed.data.upsertNotificationChannel).toMatchObject({
      id,
      role: 'TECH',
      name: 'Night shift',
      target: 'https://hooks.example.com',
      enabled: true,
      customer: { id: mine },
    });
    const listed = await service.ask(`{ notificationChannels(customerId: "${mine}") ${CHANNEL} }`);
    expect(listed.data.notificationChannels.map((one: { id: string }) => one.id)).toContain(id);
    for (const { data } of [added, changed, listed])
      expect(JSON.stringify(data)).not.toMatch(/whsec|secret-path/);
    expect(service.logged()).not.toMatch(/whsec|secret-path/);
    const { secrets } = await service.db.one('select secrets from notification_channels where id = $1', [id]);
    expect(secrets).toEqual([expect.stringMatching(/^whsec_AQEB/), SECRET]);
  });

  test.each([
    [{ role: null }, 'needs role'],
    [{ signingSecret: null }, 'needs a signingSecret'],
    [{ signingSecret: 'hunter2-hunter2-hunter2' }, 'whsec_'],
    [{ target: 'ftp://files.example.com' }, 'https or http URL'],
    [{ target: 'https://user:password@example.com' }, 'without a user name'],
    [{ target: 'nowhere' }, 'https or http URL'],
    [{ kind: 'EMAIL', signingSecret: null, target: 'https://example.com' }, 'mail address'],
    [{ kind: 'EMAIL', target: 'a@example.com' }, 'signs nothing'],
    [{ name: null }, 'needs role'],
    [{ name: ' ' }, '1 to 300'],
    [{ name: '' }, 'name takes 1 to 300 characters; got 0.'],
    [{ target: '' }, 'target takes 1 to 2000 characters; got 0.'],
    [{ customerId: 'nonsense' }, 'UUID'],
    [{ customerId: '' }, 'UUID'],
  ])('%j is refused in words, and without the secret', async (over, words) => {
    const { errors } = await upsert(webhook(over));
    expect(errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0].message).toContain(words);
    expect(errors?.[0].message).not.toContain('hunter2');
  });

  test('a target that is too long once written out is refused; no log repeats a key', async () => {
    const { errors } = await upsert(webhook({ target: `https://hooks.example.com/${'ü'.repeat(900)}` }));
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: expect.stringContaining('2000 characters'),
    });
    const statements: string[] = [];
    const stop = onStatement(service.db, ({ text }) => statements.push(text));
    const { data } = await upsert(webhook());
    await upsert({
      id: data.upsertNotificationChannel.id,
      signingSecret: `whsec_${Buffer.alloc(24, 3).toString('base64')}`,
    });
    stop();
    expect(statements.join()).toContain('insert into notification_channels');
    expect(statements.join()).not.toContain('whsec_');
  });

  test('one that is there is changed, not added again, also by several at once; another role is another channel', async () => {
    const target = `https://hooks.example.com/${randomUUID()}`;
    const stored = (fields: string) =>
      service.db.any(`select ${fields} from notification_channels where target = $1 order by role`, [target]);
    const names = ['a', 'b', 'c', 'd', 'e'];
    const answers = await Promise.all(names.map((name) => upsert(webhook({ target, name }))));
    expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
    const ids = new Set(answers.map(({ data }) => data.upsertNotificationChannel.id));
    expect(ids.size).toBe(1);
    const again = await upsert(webhook({ target, name: 'Night shift', enabled: false }));
    expect([...ids, false, 'Night shift']).toEqual(
      ['id', 'enabled', 'name'].map((field) => again.data.upsertNotificationChannel[field]),
    );
    expect(await stored('secrets')).toEqual([{ secrets: [SECRET] }]);
    const ofAll = () => upsert(webhook({ target, customerId: null }));
    const { data: everyone } = await ofAll();
    expect((await ofAll()).data).toEqual(everyone);
    await service.db.none('delete from notification_channels where id = $1', [
      everyone.upsertNotificationChannel.id,
    ]);
    const { data } = await upsert(webhook({ target, role: 'CSM' }));
    expect(await stored('role')).toEqual([{ role: 'CSM' }, { role: 'TECH' }]);
    const twin = await upsert({ id: data.upsertNotificationChannel.id, role: 'TECH' });
    expect(twin.errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: expect.stringContaining('leads there already'),
    });
  });

  test('a key that leaked signs no more once that is said, with a new key or after it', async () => {
    const { data } = await upsert(webhook());
    const { id } = data.upsertNotificationChannel;
    const [next, last] = [2, 3].map((byte) => `whsec_${Buffer.alloc(24, byte).toString('base64')}`);
    const keys = () =>
      service.db.one(
        'select secrets from notification_channels where id = $1',
        [id],
        ({ secrets }) => secrets,
      );
    await upsert({ id, signingSecret: next });
    expect(await keys()).toEqual([next, SECRET]);
    await upsert({ id, revokePreviousKey: true });
    expect(await keys()).toEqual([next]);
    await upsert({ id, signingSecret: last, revokePreviousKey: true });
    expect(await keys()).toEqual([last]);
    const { data: other } = await upsert(webhook({ kind: 'SLACK', signingSecret: null }));
    expect(
      (await upsert({ id: other.upsertNotificationChannel.id, revokePreviousKey: true })).errors?.[0].message,
    ).toContain('signs nothing');
  });

  test('what waits for a channel is tried soon once that is put right', async () => {
    const { data } = await upsert(webhook());
    const { id } = data.upsertNotificationChannel;
    await service.db.none(
      `with d as (
         insert into notification_deliveries (customer_id, channel_id, kind, notification, give_up_at, attempts, next_attempt_at)
         values ($1, $2, 'FIRING', '{}', now() + interval '1 day', 9, now() + interval '4 hours') returning id)
       insert into notification_attempts (delivery_id, attempt, outcome) select id, 9, 'RETRY' from d`,
      [mine, id],
    );
    const wait = () =>
      service.db.none(
        `update notification_deliveries set next_attempt_at = now() + interval '4 hours' where channel_id = $1`,
        [id],
      );
    const isDue = () =>
      service.db.one(
        'select next_attempt_at <= now() as due from notification_deliveries where channel_id = $1',
        [id],
        ({ due }) => due,
      );
    await upsert({ id, name: 'Night shift' });
    expect(await isDue()).toBe(false);
    await upsert({ id, target: 'https://hooks.example.com/right' });
    expect(await isDue()).toBe(true);
    await wait();
    await upsert({ id, enabled: true });
    expect(await isDue()).toBe(true);
  });

  test('a webhook that moves to another host takes a new key, and only that signs there', async () => {
    const { data } = await upsert(webhook());
    const { id } = data.upsertNotificationChannel;
    const target = 'https://other.example.com/';
    const key = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
    for (const signingSecret of [null, SECRET])
      expect((await upsert({ id, target, signingSecret })).errors?.[0].message).toContain(
        'new signingSecret',
      );
    expect((await upsert({ id, target: 'https://hooks.example.com/b' })).errors).toBeUndefined();
    expect((await upsert({ id, target, signingSecret: key })).errors).toBeUndefined();
    const stored = await service.db.one('select target, secrets from notification_channels where id = $1', [
      id,
    ]);
    expect(stored).toEqual({ target, secrets: [key] });
  });

  test.each(['name', 'target', 'signingSecret'])('a change to an empty %s is refused', async (field) => {
    const { data } = await upsert(webhook());
    const { errors } = await upsert({ id: data.upsertNotificationChannel.id, [field]: '' });
    expect(errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test('are tried, which shows among what was sent to them', async () => {
    const { data } = await upsert(webhook());
    const { id } = data.upsertNotificationChannel;
    const tried = await service.ask(
      `mutation { testNotificationChannel(id: "${id}") { kind status attempts nextAttemptAt channel { id } } }`,
    );
    expect(tried.data.testNotificationChannel).toMatchObject({
      kind: 'TEST',
      status: 'PENDING',
      attempts: 0,
      channel: { id },
    });
    const shown = await upsert({ id });
    expect(shown.data.upsertNotificationChannel.deliveries.edges).toEqual([
      { node: { kind: 'TEST', status: 'PENDING', attempts: 0, channel: { id } } },
    ]);
    const aboutAnother = await service.ask(
      `mutation { testNotificationChannel(id: "${id}", customerId: "${theirs}") { id } }`,
    );
    expect(aboutAnother.errors?.[0]?.message).toContain('leave customerId out');
    await upsert({ id, enabled: false });
    const refused = await service.ask(`mutation { testNotificationChannel(id: "${id}") { id } }`);
    expect(refused.errors?.[0]?.message).toContain('switched off');
  });

  test('a notification that was given up is tried again; one that was not is not', async () => {
    const { data } = await upsert(webhook());
    await service.ask(
      `mutation { testNotificationChannel(id: "${data.upsertNotificationChannel.id}") { id } }`,
    );
    const { id } = await service.db.one('select id from notification_deliveries where channel_id = $1', [
      data.upsertNotificationChannel.id,
    ]);
    const redeliver = () => service.ask(`mutation { redeliver(id: "${id}") { id status finishedAt } }`);
    expect((await redeliver()).errors?.[0].message).toContain('PENDING');
    await service.db.none(
      `update notification_deliveries set status = 'FAILED', finished_at = now() where id = $1`,
      [id],
    );
    await upsert({ id: data.upsertNotificationChannel.id, enabled: false });
    expect((await redeliver()).errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: 'The channel is switched off. Switch it on first.',
    });
    await upsert({ id: data.upsertNotificationChannel.id, enabled: true });
    expect((await redeliver()).data.redeliver).toEqual({ id, status: 'PENDING', finishedAt: null });
  });
});

describe('What people do about alerts', () => {
  test('an alert that is acknowledged names who saw it first, and fires on', async () => {
    const [alert] = nodes((await service.ask(ALERTS, { filter: { customerId: theirs } })).data);
    const acknowledge = `mutation { acknowledgeAlert(id: "${alert?.id}") { state acknowledgedBy acknowledgedAt } }`;
    const first = await service.ask(acknowledge);
    expect(first.data.acknowledgeAlert).toEqual({
      state: 'FIRING',
      acknowledgedBy: 'local user',
      acknowledgedAt: expect.any(String),
    });
    expect((await service.ask(acknowledge)).data).toEqual(first.data);
  });

  test('a silence is in force until it is ended', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const { data, errors } = await service.ask(
      `mutation { silenceAlerts(customerId: "${mine}", matcher: { ruleId: "integration-down", severity: HIGH }, until: "${until}", reason: "They move house") { id ruleId severity author reason until endedAt } }`,
    );
    expect(errors).toBeUndefined();
    const { id } = data.silenceAlerts;
    expect(data.silenceAlerts).toMatchObject({
      ruleId: 'integration-down',
      severity: 'HIGH',
      author: 'local user',
      until,
    });
    const inForce = () => service.ask(`{ alertSilences(customerId: "${mine}") { id } }`);
    expect((await inForce()).data.alertSilences).toEqual([{ id }]);
    const ended = await service.ask(`mutation { endAlertSilence(id: "${id}") { until endedAt } }`);
    expect(ended.data.endAlertSilence.endedAt).not.toBeNull();
    expect(ended.data.endAlertSilence.until).toBe(ended.data.endAlertSilence.endedAt);
    expect((await inForce()).data.alertSilences).toEqual([]);
    const again = await service.ask(`mutation { endAlertSilence(id: "${id}") { until endedAt } }`);
    expect(again.data).toEqual(ended.data);
  });

  test('a silence that has run out was ended by nobody', async () => {
    const { id } = await service.db.one(
      `insert into alert_silences (customer_id, starts_at, until, author, reason)
       values ($1, now() - interval '2 hours', now() - interval '1 hour', 'jane', 'planned') returning id`,
      [mine],
    );
    const { data } = await service.ask(`mutation { endAlertSilence(id: "${id}") { id endedAt } }`);
    expect(data.endAlertSilence).toEqual({ id, endedAt: null });
  });

  test('at its early end the channels are told, by the transaction that ends it', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const { data } = await askAs(
      [mine],
      `mutation { silenceAlerts(customerId: "${mine}", until: "${until}", reason: "x") { id } }`,
    );
    const told: [string, boolean][] = [];
    await askAs(
      [mine],
      `mutation { endAlertSilence(id: "${data.silenceAlerts.id}") { id } }`,
      {},
      null,
      async (tx, customerId) => {
        const { over } = await tx.one(
          `select ended_at <= date_trunc('milliseconds', clock_timestamp()) as over from alert_silences where id = $1`,
          [data.silenceAlerts.id],
        );
        told.push([customerId, over]);
      },
    );
    expect(told).toEqual([[mine, true]]);
  });

  test.each([
    ['until: "2020-01-01T00:00:00Z", reason: "x"', 'future'],
    ['until: "2999-01-01T00:00:00Z", reason: "x"', 'within 90 days'],
    [`until: "${new Date(Date.now() + 86_400_000).toISOString()}", reason: " "`, 'reason'],
    ['until: "2999-01-01T00:00:00Z", reason: "x", matcher: { ruleId: "" }', 'integration-down'],
    ['until: "2999-01-01T00:00:00Z", reason: "x", matcher: { ruleId: "nonsense" }', 'integration-down'],
  ])('a silence with %s is refused', async (args, words) => {
    const { errors } = await service.ask(`mutation { silenceAlerts(customerId: "${mine}", ${args}) { id } }`);
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: expect.stringContaining(words),
    });
  });

  test.each([
    [
      'ruleId: "api-usage-high", threshold: 90',
      'threshold of api-usage-high takes a share of the limit, 0.06–1; got 90.',
    ],
    [
      'ruleId: "webhook-errors", threshold: 10',
      'threshold of webhook-errors takes a share of the deliveries',
    ],
    ['ruleId: "integration-down", threshold: 2', 'integration-down has no threshold'],
  ])('a rule is not switched off by a mistake: %s', async (args, words) => {
    const { errors } = await service.ask(
      `mutation { overrideAlertRule(customerId: "${theirs}", ${args}) { ruleId } }`,
    );
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: expect.stringContaining(words),
    });
  });

  test('a customer has a rule its own way', async () => {
    const { data } = await service.ask(
      `mutation { overrideAlertRule(customerId: "${theirs}", ruleId: "integration-down", enabled: false) { ruleId threshold forSeconds enabled } }`,
    );
    expect(data.overrideAlertRule).toEqual({
      ruleId: 'integration-down',
      threshold: null,
      forSeconds: null,
      enabled: false,
    });
    await judge(theirs);
    const { data: after } = await service.ask(ALERTS, { filter: { customerId: theirs } });
    expect(nodes(after)).toMatchObject([{ state: 'RESOLVED' }]);
  });
});

describe('A message to the customer', () => {
  const MESSAGE =
    '{ id recipient address from replyTo subject body sentAt delivery { kind status } issue { title } }';

  async function addIssue(): Promise<string> {
    const { id } = await service.db.one(
      `insert into technical_issues (id, customer_id, rule_id, subject_id, title, description, severity, status, first_detected_at, last_detected_at)
       values (gen_random_uuid(), $1, gen_random_uuid()::text, 'x', 'Webhook delivery failures', E'15 of 120 failed\r\nBcc: all@example.com', 'MEDIUM', 'OPEN', now(), now())
       returning id`,
      [mine],
    );
    return id;
  }

  test('is composed from an issue, shown, and sent only when that is confirmed, once', async () => {
    const issueId = await addIssue();
    const compose = () =>
      service.ask(`mutation { composeCustomerMessage(issueId: "${issueId}") ${MESSAGE} }`);
    expect((await compose()).errors?.[0].message).toContain('No technical contact');
    await service.db.none(
      `insert into technical_contacts (id, customer_id, name, email, is_primary) values
         (gen_random_uuid(), $1, 'Ann Ash', null, true),
         (gen_random_uuid(), $1, E'Mike\nLee', 'mike.lee@acme.example', false)`,
      [mine],
    );
    const { data: unanswerable } = await compose();
    expect(unanswerable.composeCustomerMessage).toMatchObject({
      replyTo: null,
      body: expect.not.stringContaining('Answer this mail'),
    });
    await service.db.none(`update customers set csm_email = 'ana@vendor.example' where id = $1`, [mine]);
    const { data } = await compose();
    const message = data.composeCustomerMessage;
    expect(message).toMatchObject({
      address: 'mike.lee@acme.example',
      from: 'Alerts <alerts@vendor.example>',
      replyTo: 'ana@vendor.example',
      subject: `Webhook delivery failures (${mine})`,
      body: expect.stringContaining('\n\n15 of 120 failed Bcc: all@example.com.\n\n'),
      sentAt: null,
      delivery: null,
    });
    expect(message.body).toMatch(/^Hello Mike Lee,\n\n/);
    expect(message.body).toContain('Answer this mail');
    // Whoever it is later: it is sent as it was looked at.
    await service.db.none(`update customers set csm_email = 'bo@vendor.example' where id = $1`, [mine]);
    const send = (confirm: boolean) =>
      service.ask(`mutation { sendCustomerMessage(id: "${message.id}", confirm: ${confirm}) ${MESSAGE} }`);
    expect((await send(false)).errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    const sending = async () =>
      service.db.map(
        'select notification from notification_deliveries where message_id = $1',
        [message.id],
        (row) => row.notification,
      );
    const mutation = `mutation { sendCustomerMessage(id: "${message.id}", confirm: true) { sentAt } }`;
    expect((await askAs([mine], mutation, {}, 'E-mail is off.')).errors?.[0]?.message).toBe('E-mail is off.');
    expect(await sending()).toEqual([]);
    const sent = await send(true);
    expect(sent.data.sendCustomerMessage).toMatchObject({
      sentAt: expect.any(String),
      delivery: { kind: 'CUSTOMER_MESSAGE', status: 'PENDING' },
    });
    const { sentAt } = sent.data.sendCustomerMessage;
    expect((await send(true)).data.sendCustomerMessage).toMatchObject({ sentAt });
    expect(await sending()).toEqual([
      expect.objectContaining({
        kind: 'CUSTOMER_MESSAGE',
        subject: message.subject,
        text: message.body,
        replyTo: 'ana@vendor.example',
      }),
    ]);
  });

  test('is not composed of an issue that is resolved', async () => {
    const issueId = await addIssue();
    await service.db.none(
      `update technical_issues set status = 'RESOLVED', resolved_at = now() where id = $1`,
      [issueId],
    );
    const { errors } = await service.ask(`mutation { composeCustomerMessage(issueId: "${issueId}") { id } }`);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/is resolved/),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('Somebody who may not see a customer', () => {
  test('finds nothing of it, and can do nothing about it', async () => {
    const [alert] = nodes((await service.ask(ALERTS, { filter: { customerId: mine } })).data);
    const { data } = await askAs([theirs], ALERTS);
    expect(nodes(data).filter(({ customer }) => (customer as { id: string }).id !== theirs)).toEqual([]);
    expect(nodes((await askAs([theirs], ALERTS, { filter: { customerId: mine } })).data)).toEqual([]);
    expect(
      (await askAs([theirs], `{ alertSilences(customerId: "${mine}") { id } }`)).data.alertSilences,
    ).toEqual([]);
    expect(
      (await askAs([theirs], `{ notificationChannels(customerId: "${mine}") { id } }`)).data
        .notificationChannels,
    ).toEqual([]);

    const { id: channelId } = await service.db.one(
      'select id from notification_channels where customer_id = $1 limit 1',
      [mine],
    );
    const { id: deliveryId } = await service.db.one(
      'select id from notification_deliveries where customer_id = $1 limit 1',
      [mine],
    );
    const { id: messageId } = await service.db.one('select id from customer_messages limit 1');
    const { id: windowId } = await service.db.one(
      `insert into maintenance_windows (customer_id, starts_at, ends_at)
       values ($1, now(), now() + interval '1 hour') returning id`,
      [mine],
    );
    expect(
      (await askAs([theirs], `{ maintenanceWindows(customerId: "${mine}") { id } }`)).data.maintenanceWindows,
    ).toEqual([]);
    const { id: silenceId } = await service.db.one('select id from alert_silences limit 1');
    const { id: issueId } = await service.db.one(
      'select id from technical_issues where customer_id = $1 limit 1',
      [mine],
    );
    for (const mutation of [
      `acknowledgeAlert(id: "${alert?.id}") { id }`,
      `silenceAlerts(customerId: "${mine}", until: "2999-01-01T00:00:00Z", reason: "x") { id }`,
      `endAlertSilence(id: "${silenceId}") { id }`,
      `overrideAlertRule(customerId: "${mine}", ruleId: "integration-down") { ruleId }`,
      `upsertNotificationChannel(input: { id: "${channelId}", name: "Mine" }) { id }`,
      `testNotificationChannel(id: "${channelId}") { id }`,
      `redeliver(id: "${deliveryId}") { id }`,
      `announceMaintenance(customerId: "${mine}", endsAt: "2999-01-01T00:00:00Z", reason: "x") { id }`,
      `endMaintenance(id: "${windowId}") { id }`,
      `composeCustomerMessage(issueId: "${issueId}") { id }`,
      `sendCustomerMessage(id: "${messageId}", confirm: true) { id }`,
    ]) {
      expect((await askAs([theirs], `mutation { ${mutation} }`)).code, mutation).toBe('NOT_FOUND');
    }
  });

  test('does not read what a channel for every customer answered', async () => {
    const { db } = service;
    const channelId = await addChannel(db);
    const [alert] = nodes((await service.ask(ALERTS, { filter: { customerId: theirs } })).data);
    await db.none(
      `with delivery as (
         insert into notification_deliveries (customer_id, channel_id, kind, notification, give_up_at, attempts, detail)
         values ($1, $2, 'FIRING', '{}', now(), 1, 'The receiver failed (500).') returning id)
       insert into alert_notices select $2, $3, 'FIRING', id from delivery`,
      [theirs, channelId, alert?.id],
    );
    const query = `{ technicalAlerts(filter: { customerId: "${theirs}" }) { edges { node { deliveries { edges { node { detail channel { id } } } } } } } }`;
    const seen = ({ data }: { data: Answer['data'] }) => nodes(data)[0]?.deliveries;
    const edges = (detail: string | null, channel: object | null) => ({
      edges: [{ node: { detail, channel } }],
    });
    expect(seen(await askAs([theirs], query))).toEqual(edges(null, null));
    expect(seen(await service.ask(query))).toEqual(edges('The receiver failed (500).', { id: channelId }));
    await db.none('delete from notification_channels where id = $1', [channelId]);
  });

  test('adds no channel for every customer', async () => {
    const { code } = await askAs(
      [theirs],
      `mutation { upsertNotificationChannel(input: { role: TECH, kind: SLACK, name: "All", target: "https://slack.example.com/x" }) { id } }`,
    );
    expect(code).toBe('FORBIDDEN');
  });

  test('changes none of those that are for every customer, and sends nothing over them', async () => {
    const { db } = service;
    const channelId = await addChannel(db);
    const { id } = await db.one(
      `insert into notification_deliveries (channel_id, kind, notification, status, give_up_at, finished_at)
       values ($1, 'FIRING', '{}', 'FAILED', now(), now()) returning id`,
      [channelId],
    );
    for (const mutation of [
      `upsertNotificationChannel(input: { id: "${channelId}", enabled: false }) { id }`,
      `testNotificationChannel(id: "${channelId}", customerId: "${theirs}") { id }`,
      `redeliver(id: "${id}") { id }`,
    ])
      expect((await askAs([theirs], `mutation { ${mutation} }`)).code, mutation).toBe('NOT_FOUND');
    const redeliver = `mutation { redeliver(id: "${id}") { status customer { id } } }`;
    expect((await service.ask(redeliver)).data.redeliver).toEqual({ status: 'PENDING', customer: null });
    await db.none('delete from notification_channels where id = $1', [channelId]);
  });
});

describe('Without a free connection', () => {
  test('reading and writing alerts say so in words, and work again afterwards', {
    timeout: 30_000,
  }, async () => {
    const [alert] = nodes((await service.ask(ALERTS, { filter: { customerId: mine } })).data);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const queries = [
      `{ technicalAlerts { edges { node { id } } } }`,
      `{ notificationChannels(customerId: "${mine}") { id } }`,
      `mutation { acknowledgeAlert(id: "${alert?.id}") { id } }`,
      `mutation { silenceAlerts(customerId: "${mine}", until: "${until}", reason: "x") { id } }`,
    ];
    const over = Promise.withResolvers<void>();
    const holding = Array.from({ length: 10 }, () => service.db.task(() => over.promise));
    const answers = await Promise.all(queries.map((query) => service.ask(query)));
    over.resolve();
    await Promise.all(holding);
    for (const { errors } of answers) {
      expect(errors?.[0].extensions.code).toBe('SERVICE_UNAVAILABLE');
      expect(errors?.[0].message).not.toMatch(/timeout|pool|pg/i);
    }
    for (const query of queries) expect((await service.ask(query)).errors).toBeUndefined();
  });
});

describe('technicalAlertRaised', () => {
  const RAISED = `subscription ($customerId: ID, $everyChange: Boolean! = false, $after: String) {
    technicalAlertRaised(customerId: $customerId, everyChange: $everyChange, after: $after) {
      cursor previousCursor at state previousState severity customer { id } alert { id title state } } }`;

  /** The cursor of this moment. */
  async function placeNow(): Promise<string> {
    const { epoch, end } = await createEventTable(service.db).stand();
    return encodeCursor(epoch, end);
  }

  test('tells what begins to fire, of whom, and goes on from a cursor', { timeout: 30_000 }, async () => {
    const customerId = await addCustomer(service.db);
    const socket = openSocket(service.url);
    // From a place before it all, so that nothing is missed while the subscriptions begin.
    const after = await placeNow();
    const raised = socket.subscribe(RAISED, { customerId, after });
    const every = socket.subscribe(RAISED, { customerId, everyChange: true, after });
    const integrationId = await bringDown(customerId);
    const { data } = await raised.next(10_000);
    expect(data.technicalAlertRaised).toMatchObject({
      state: 'FIRING',
      previousState: null,
      severity: 'HIGH',
      customer: { id: customerId },
      alert: { state: 'FIRING' },
    });
    await service.db.none(`update integrations set health_status = 'HEALTHY' where id = $1`, [integrationId]);
    await judge(customerId);
    const [first, second] = [await every.next(10_000), await every.next(10_000)].map(
      (one) => one.data.technicalAlertRaised,
    );
    expect([first.state, second.state]).toEqual(['FIRING', 'RESOLVED']);
    expect(second.previousCursor).toBe(first.cursor);
    const resumed = socket.subscribe(RAISED, { customerId, everyChange: true, after: first.cursor });
    expect((await resumed.next(10_000)).data.technicalAlertRaised).toMatchObject({
      state: 'RESOLVED',
      cursor: second.cursor,
    });
    // Neither what has not fired nor what is over is raised; what gets worse is.
    await service.db.none(
      `insert into alerts (customer_id, rule_id, subject_id, episode, state, state_since, opened_at, severity, recipients, title,
         description)
       values ($1, 'webhook-errors', 'z', 1, 'PENDING', now(), now(), 'LOW', '{TECH}', 'Waits', '')`,
      [customerId],
    );
    const change = (set: string) =>
      service.db.none(`update alerts set ${set} where customer_id = $1 and subject_id = 'z'`, [customerId]);
    await change(`state = 'FIRING', fired_at = now(), fired_severity = 'LOW'`);
    await change(`severity = 'HIGH'`);
    const told = [await raised.next(10_000), await raised.next(10_000)].map(
      (one) => one.data.technicalAlertRaised,
    );
    expect(told).toMatchObject([
      { previousState: 'PENDING', state: 'FIRING', severity: 'LOW' },
      { previousState: 'FIRING', state: 'FIRING', severity: 'HIGH' },
    ]);
    // What is about no single customer comes to who asked for all, and only there.
    const all = socket.subscribe(RAISED, { after: await placeNow() });
    const shared = await service.db.one(
      `insert into alerts (rule_id, subject_id, episode, state, state_since, opened_at, fired_at, severity, fired_severity,
         recipients, title, description)
       values ('notification-channel-failing', 'y', 1, 'FIRING', now(), now(), now(), 'MEDIUM', 'MEDIUM', '{TECH}', 'Shared', '')
       returning id`,
    );
    expect((await all.next(10_000)).data.technicalAlertRaised).toMatchObject({
      customer: null,
      alert: { id: shared.id },
    });
    await socket.close();
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { startTestService, type TestService } from '../support/service.ts';

const DAY_MS = 86_400_000;
const WINDOW = '{ id customer { id } integration { name } startsAt endsAt reason announcedBy }';

let service: TestService;
let integrationId: string;
beforeAll(async () => {
  service = await startTestService({ demo: true });
  ({ id: integrationId } = await service.db.one(
    `select id from integrations where customer_id = $1 and name = 'Slack'`,
    [ACME_ID],
  ));
});
afterAll(() => service.stop());

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const announce = (rest: string) =>
  service.ask(`mutation { announceMaintenance(customerId: "${ACME_ID}", ${rest}) ${WINDOW} }`);
const end = (id: string) => service.ask(`mutation { endMaintenance(id: "${id}") ${WINDOW} }`);
const announced = async () =>
  (await service.ask(`{ maintenanceWindows(customerId: "${ACME_ID}") ${WINDOW} }`)).data.maintenanceWindows;
const isMaintained = () =>
  service.db.one(
    'select exists (select from maintenance_windows where integration_id = $1 and now() between starts_at and ends_at) as on',
    [integrationId],
    ({ on }) => on,
  );

describe('Announced downtime', () => {
  test('holds from now on until it is ended, and says who announced it', async () => {
    const endsAt = inDays(1);
    const { data } = await announce(
      `integrationId: "${integrationId}", endsAt: "${endsAt}", reason: " They renew the app "`,
    );
    const { id } = data.announceMaintenance;
    expect(data.announceMaintenance).toMatchObject({
      customer: { id: ACME_ID },
      integration: { name: 'Slack' },
      endsAt,
      reason: 'They renew the app',
      announcedBy: 'local user',
    });
    expect(await announced()).toEqual([data.announceMaintenance]);
    expect(await isMaintained()).toBe(true);

    const { data: ended } = await end(id);
    expect(Date.parse(ended.endMaintenance.endsAt)).toBeLessThanOrEqual(Date.now() + 1_000);
    expect(await announced()).toEqual([]);
    expect(await isMaintained()).toBe(false);
    const { by } = await service.db.one('select ended_by as by from maintenance_windows where id = $1', [id]);
    expect(by).toBe('local user');
    expect((await end(id)).data, 'once more').toEqual(ended);
  });

  test('that has not begun is called off, and there was none', async () => {
    const times = `startsAt: "${inDays(2)}", endsAt: "${inDays(3)}"`;
    const { data } = await announce(`${times}, reason: "A move"`);
    const { id, integration } = data.announceMaintenance;
    expect(integration).toBeNull();
    const sooner = await announce(`startsAt: "${inDays(1)}", endsAt: "${inDays(4)}", reason: "Another"`);
    const soonerId = sooner.data.announceMaintenance.id;
    expect((await announced()).map((one: { id: string }) => one.id)).toEqual([soonerId, id]);
    expect(await end(id)).toMatchObject({ data: { endMaintenance: null }, errors: undefined });
    expect((await announced()).map((one: { id: string }) => one.id)).toEqual([soonerId]);
    expect((await end(id)).errors?.[0].extensions.code).toBe('NOT_FOUND');
    await end(soonerId);
  });

  test.each([
    [
      'a beginning in the past',
      `startsAt: "2020-01-01T00:00:00Z", endsAt: "$LATER", reason: "x"`,
      'startsAt',
    ],
    ['an end in the past', 'endsAt: "2020-01-01T00:00:00Z", reason: "x"', 'endsAt'],
    ['an end before the beginning', 'startsAt: "$LATER", endsAt: "$SOON", reason: "x"', 'endsAt'],
    ['more than 30 days', 'endsAt: "2999-01-01T00:00:00Z", reason: "x"', 'at most 30 days'],
    ['no reason', 'endsAt: "$LATER", reason: " "', 'reason'],
    [
      'an integration that is no UUID',
      'integrationId: "Slack", endsAt: "$LATER", reason: "x"',
      'integrationId',
    ],
    ['an empty id of an integration', 'integrationId: "", endsAt: "$LATER", reason: "x"', 'UUID'],
    [
      "another customer's integration",
      'integrationId: "$FOREIGN", endsAt: "$LATER", reason: "x"',
      'no integration with this id',
    ],
  ])('with %s is refused, and nothing is stored', async (_, rest, words) => {
    const { id: foreign } = await service.db.one(
      'select id from integrations where customer_id <> $1 limit 1',
      [ACME_ID],
    );
    const { errors } = await announce(
      rest.replace('$LATER', inDays(2)).replace('$SOON', inDays(1)).replace('$FOREIGN', foreign),
    );
    expect(errors?.[0].message).toContain(words);
    expect(['BAD_USER_INPUT', 'NOT_FOUND']).toContain(errors?.[0].extensions.code);
    expect(await announced()).toEqual([]);
  });
});

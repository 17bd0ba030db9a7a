import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Outages } from '../../src/db/outages.ts';

const lost = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

let isAway: boolean;
let lines: string[];
let outages: Outages;
beforeEach(() => {
  isAway = false;
  lines = [];
  outages = new Outages({
    async probe() {
      if (isAway) throw lost();
    },
    write: (level, message) => lines.push(`${level} ${message}`),
    probeMs: 10,
    remindMs: 60,
  });
});
afterEach(() => outages.stop());

const told = () => lines.filter((line) => !line.startsWith('debug'));

test('many workers, one outage: a line when it goes, reminders, and a line when it is back', async () => {
  isAway = true;
  const workers = [outages.logOfOne(), outages.logOfOne(), outages.logOfOne()];
  for (const say of workers) say('warn', 'I cannot work.', lost());
  await vi.waitFor(() => expect(told().length).toBeGreaterThan(0));
  for (const say of workers) say('warn', 'I cannot work.', lost());
  await vi.waitFor(() => expect(told().length).toBeGreaterThan(2));
  isAway = false;
  await vi.waitFor(() => expect(told().at(-1)).toMatch(/^info/));
  for (const say of workers) say('info', 'I go on.');
  const [goes, ...rest] = told();
  expect(goes).toBe(
    'warn The database does not answer (connect ECONNREFUSED). Everything goes on once it does.',
  );
  expect(rest.pop()).toMatch(/^info The database answers again, after \d+ s\.$/);
  for (const line of rest) expect(line).toMatch(/^warn The database has not answered for \d+ s /);
  expect(lines.filter((line) => line === 'debug I cannot work.')).toHaveLength(6);
});

test('a connection that is lost while the database answers is told of by whoever had it', async () => {
  const say = outages.logOfOne();
  say('warn', 'Cannot listen.', lost());
  await vi.waitFor(() => expect(told()).toEqual(['warn Cannot listen.']));
  say('info', 'Listening again.');
  expect(told()).toEqual(['warn Cannot listen.', 'info Listening again.']);
});

test('other trouble is told during an outage, too', async () => {
  isAway = true;
  const say = outages.logOfOne();
  say('warn', 'Lost.', lost());
  await vi.waitFor(() => expect(told().length).toBeGreaterThan(0));
  say('warn', 'A defect.', new TypeError('x is undefined'));
  say('warn', 'Something to know.');
  expect(told()).toEqual(expect.arrayContaining(['warn A defect.', 'warn Something to know.']));
});

test("a request's error waits to be told until it is known whether it is an outage's", async () => {
  const heard: boolean[] = [];
  outages.judge(new Error('a defect'), (isOfOutage) => heard.push(isOfOutage));
  expect(heard, 'no lost connection, so there is nothing to find out').toEqual([false]);
  outages.judge(lost(), (isOfOutage) => heard.push(isOfOutage));
  await vi.waitFor(() => expect(heard, 'the database answers').toEqual([false, false]));
  expect(lines).toEqual([]);
  isAway = true;
  outages.judge(lost(), (isOfOutage) => heard.push(isOfOutage));
  await vi.waitFor(() => expect(heard).toEqual([false, false, true]));
  expect(told()).toEqual([expect.stringMatching(/^warn The database does not answer/)]);
});

test('what is judged while others are told is told as well', async () => {
  const heard: string[] = [];
  outages.judge(lost(), () => {
    heard.push('first');
    outages.judge(lost(), () => heard.push('at once'));
    queueMicrotask(() => outages.judge(lost(), () => heard.push('right after')));
  });
  await vi.waitFor(() => expect(heard).toEqual(['first', 'at once', 'right after']));
});

test('nothing waits any more once it has stopped', async () => {
  await outages.stop();
  const heard: boolean[] = [];
  for (let times = 0; times < 2; times += 1) outages.judge(lost(), (isOfOutage) => heard.push(isOfOutage));
  await vi.waitFor(() => expect(heard).toEqual([false, false]));
});

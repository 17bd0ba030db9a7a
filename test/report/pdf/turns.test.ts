import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { buildDocument } from '../../../src/report/document.ts';
import { renderPdf } from '../../../src/report/pdf/render.ts';
import { Turns } from '../../../src/report/pdf/turns.ts';
import { integration, integrationId, NOW } from '../../support/builders.ts';
import { reportFacts } from '../facts.ts';

const still = new AbortController().signal;

test('one acts at a time, in the order in which they came, whatever becomes of the others', async () => {
  const turns = new Turns();
  const events: string[] = [];
  const act = (name: string) => async () => {
    events.push(`${name} begins`);
    await setTimeout(2);
    events.push(`${name} ends`);
    if (name === 'a') throw new Error('a fails');
  };
  const all = ['a', 'b', 'c'].map((name) => turns.take(act(name), still));
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(events).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
});

test('what nobody waits for any longer is not begun, and makes room at once', async () => {
  const turns = new Turns();
  const first = Promise.withResolvers<void>();
  const acted: number[] = [];
  const running = turns.take(() => first.promise, still);
  // Its turn comes a moment later.
  await setTimeout(1);
  const controllers = Array.from({ length: 50 }, () => new AbortController());
  const waiting = controllers.map(({ signal }, index) =>
    turns.take(async () => acted.push(index), signal).catch((error: Error) => error.message),
  );
  await expect(turns.take(async () => 'late', still)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  for (const one of controllers.slice(1)) one.abort(new Error('gone'));
  expect((await Promise.all(waiting.slice(1))).every((message) => message === 'gone')).toBe(true);
  const later = turns.take(async () => 'later', still);
  first.resolve();
  await running;
  expect(await later).toBe('later');
  expect(acted).toEqual([0]);
});

test('a rendering stops soon after its signal', async () => {
  const all = Array.from({ length: 400 }, (_, index) => integration({ id: integrationId(1_000 + index) }));
  const document = buildDocument(reportFacts({ facts: { ...reportFacts().facts, integrations: all } }), NOW);
  await expect(
    renderPdf(document, { paper: 'A4', signal: AbortSignal.abort(new Error('gone')) }),
  ).rejects.toThrow('gone');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACME } from '../../environment/graph/demo.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { at } from './asking.ts';

const AT_ONCE = 20;
/** Renderings that take turns at the event loop would hold it for 20 × 15 ms before each answer. */
const QUICK_MS = 250;

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ demo: true });
  await service.db.none(
    `insert into technologies
     select made.* from technologies one, generate_series(1, 300) number,
       jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'name', one.name || ' ' || number)) made
     where one.customer_id = $1`,
    [ACME],
  );
});
afterAll(() => service.stop());

const pdf = (signal?: AbortSignal) =>
  fetch(at(service.url, ACME, '/report.pdf'), signal ? { signal } : {}).then(async (response) => {
    await response.arrayBuffer();
    return response.status;
  });

test('many big PDFs at once hold nobody else up', { timeout: 60_000 }, async () => {
  await pdf();
  let busy = true;
  const all = Promise.all(Array.from({ length: AT_ONCE }, () => pdf())).finally(() => {
    busy = false;
  });
  const waits: number[] = [];
  while (busy) {
    const from = performance.now();
    await fetch(`${service.url}/livez`);
    waits.push(performance.now() - from);
  }
  expect(await all).toEqual(Array(AT_ONCE).fill(200));
  waits.sort((a, b) => a - b);
  expect(waits[Math.floor(waits.length / 2)]).toBeLessThan(QUICK_MS);
});

test('those whose callers have gone are not made, and nothing of it is an error', {
  timeout: 60_000,
}, async () => {
  const from = performance.now();
  await pdf();
  const one = performance.now() - from;
  const controller = new AbortController();
  const gone = Array.from({ length: 40 }, () => pdf(controller.signal).catch(() => 'gone'));
  // All wait, or are being read.
  await new Promise((resolve) => setTimeout(resolve, 2 * one));
  controller.abort();
  await Promise.all(gone);
  const again = performance.now();
  expect(await pdf()).toBe(200);
  expect(performance.now() - again).toBeLessThan(15 * one);
  expect(service.logged()).not.toContain('unexpected error');
});

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { renderPdf } from '../../../src/report/pdf/render.ts';
import { acme, paragraph, reportOf } from './sample.ts';

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const twin = (letter: string) => reportOf('Delta', [paragraph(letter)]);

describe('The bytes of a PDF', () => {
  test('are the same each time, whatever else is made meanwhile', async () => {
    const before = await renderPdf(acme(), { paper: 'A4' });
    const all = [renderPdf(acme(), { paper: 'A4' }), renderPdf(twin('\u0394'), { paper: 'LETTER' })];
    const [again] = await Promise.all([...all, renderPdf(acme(), { paper: 'A4' })]);
    expect(again?.equals(before)).toBe(true);
  });

  test('are the same in a process that made others before', async () => {
    // Both deltas have one glyph: which of them a document means must not depend on who used it first.
    await renderPdf(twin('\u0394'), { paper: 'A4' });
    const code = `
      import { createHash } from 'node:crypto';
      import { renderPdf } from '${new URL('../../../src/report/pdf/render.ts', import.meta.url)}';
      import { acme, paragraph, reportOf } from '${new URL('./sample.ts', import.meta.url)}';
      for (const document of [reportOf('Delta', [paragraph('\u2206')]), acme()]) {
        const bytes = await renderPdf(document, { paper: 'A4' });
        process.stdout.write(createHash('sha256').update(bytes).digest('hex') + ' ');
      }
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await Promise.all([text(child.stdout), once(child, 'close')]);
    const ours = [await renderPdf(twin('\u2206'), { paper: 'A4' }), await renderPdf(acme(), { paper: 'A4' })];
    expect(said.trim().split(' ')).toEqual(ours.map(hash));
  });

  test('differ when the document, its clock or the paper does', async () => {
    const document = acme();
    const all = [
      await renderPdf(document, { paper: 'A4' }),
      await renderPdf(document, { paper: 'LETTER' }),
      await renderPdf({ ...document, generatedAt: '2026-01-28T15:04:06.000Z' }, { paper: 'A4' }),
      await renderPdf({ ...document, blocks: document.blocks.slice(0, -1) }, { paper: 'A4' }),
    ];
    expect(new Set(all.map(hash)).size).toBe(all.length);
  });
});

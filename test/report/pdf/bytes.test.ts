import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { renderPdf } from '../../../src/report/pdf/render.ts';
import { acme, paragraph, reportOf } from './sample.ts';

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('The bytes of a PDF', () => {
  test('are the same for the same document, whatever the process did before', async () => {
    const ohm = reportOf('Ohm', [paragraph('\u2126 and \u03a9, A\u030a and \u00c5, 0.1 1.0')]);
    const before = await renderPdf(ohm, { paper: 'A4' });
    // Characters that share glyphs with those of the document, in another order.
    const other = reportOf('Other', [paragraph('\u03a9\u2126\u212b\u00a0\u0394\u2206\u00b5\u03bc 1.0 0.1')]);
    await Promise.all([renderPdf(other, { paper: 'LETTER' }), renderPdf(acme(), { paper: 'A4' })]);
    expect((await renderPdf(ohm, { paper: 'A4' })).equals(before)).toBe(true);
  });

  test('are the same in another process', async () => {
    const code = `
      import { createHash } from 'node:crypto';
      import { renderPdf } from '${new URL('../../../src/report/pdf/render.ts', import.meta.url)}';
      import { acme } from '${new URL('./sample.ts', import.meta.url)}';
      const bytes = await renderPdf(acme(), { paper: 'A4' });
      process.stdout.write(createHash('sha256').update(bytes).digest('hex'));
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(said).toBe(hash(await renderPdf(acme(), { paper: 'A4' })));
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

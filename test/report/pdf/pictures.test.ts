import { describe, expect, test } from 'vitest';
import type { Block, ReportDocument } from '../../../src/report/blocks.ts';
import { renderPdf } from '../../../src/report/pdf/render.ts';
import { distance, keep, TOLERANCE } from './golden.ts';
import { pagesOf, picture, read } from './reading.ts';
import { acme, callout, dayAt, facts, heading, list, paragraph, reportOf, status, table } from './sample.ts';

// Pages compared with the pictures in golden/. When the look changes on purpose: GOLDEN=write npx vitest run
// test/report/pdf/pictures, then look at each picture before it is committed.

const SCALE = 0.75;
const WRITE = process.env.GOLDEN === 'write';

async function pictures(document: ReportDocument, paper: 'A4' | 'LETTER') {
  const pages = await pagesOf(await read(await renderPdf(document, { paper })));
  return Promise.all(pages.map((page) => picture(page, SCALE)));
}

/** What Acme's report does not have: unknown scores, other scripts, limits passed, gaps, trouble of each tone. */
function troubled(): ReportDocument {
  const days = Array.from({ length: 30 }, (_, index) => index);
  return reportOf('Ελληνική Εταιρεία & Общество с ограниченной ответственностью 株式会社', [
    heading(2, 'Technical Health Score: Unknown'),
    {
      kind: 'chart',
      chart: { kind: 'gauge', score: null, label: 'Unknown', tone: 'unknown' },
      alternative: 'The score is not known.',
    },
    ...(['good', 'notice', 'warning', 'bad', 'unknown'] as const).map((tone) =>
      callout(tone, paragraph({ kind: 'strong', text: 'What it is' }, ': ', status(tone))),
    ),
    table(
      ['Name', '>Calls', 'Status'],
      ['x'.repeat(150), '1,111', status('bad', 'Down')],
      ['', '', status('unknown')],
    ),
    table(['Nothing', '>In it']),
    facts(['A label', 'Its value, which is long enough to need more lines than one. '.repeat(3)]),
    list(['One', 'Two'], true),
    {
      kind: 'chart',
      chart: {
        kind: 'usage',
        days: days.map((index) => ({ day: dayAt(index), calls: index * 45_000 })),
        limit: 1_000_000,
      },
      alternative: 'More each day.',
    },
    {
      kind: 'chart',
      chart: {
        kind: 'trend',
        days: days.map((index) => ({
          day: dayAt(index),
          score: index < 8 || index === 20 ? null : 99 - index,
        })),
      },
      alternative: 'Less each day.',
    },
  ]);
}

describe('The pages as pictures', () => {
  test.for([
    ['acme', acme(), 'A4', 5],
    ['letter', acme(), 'LETTER', 6],
    ['troubled', troubled(), 'A4', 2],
  ] as const)('%s', async ([name, document, paper, count]) => {
    const all = await pictures(document, paper);
    expect(all).toHaveLength(count);
    for (const [index, canvas] of all.entries()) {
      const file = `${name}-${index + 1}`;
      if (WRITE) await keep(file, canvas);
      expect(await distance(file, canvas), file).toBeLessThan(TOLERANCE);
    }
  });

  test('a changed word, mark, bar or missing line would be noticed', async () => {
    const changed: [string, (block: Block) => Block][] = [
      [
        'a word',
        (block) =>
          block.kind === 'heading' ? { ...block, text: block.text.replace('5 Active', '6 Active') } : block,
      ],
      [
        'a column',
        (block) =>
          block.kind === 'chart' && block.chart.kind === 'usage'
            ? {
                ...block,
                chart: { ...block.chart, days: block.chart.days.with(3, { day: dayAt(3), calls: 0 }) },
              }
            : block,
      ],
      ['a tone', (block) => (block.kind === 'callout' ? { ...block, tone: 'bad' } : block)],
      [
        'a mark',
        (block) =>
          block.kind === 'table' && block.columns[0]?.title === 'Setting'
            ? {
                ...block,
                rows: block.rows.map((row) =>
                  row.map((cell) =>
                    cell.map((inline) =>
                      typeof inline === 'object' && inline.kind === 'status' && inline.tone === 'warning'
                        ? { ...inline, tone: 'good' as const }
                        : inline,
                    ),
                  ),
                ),
              }
            : block,
      ],
    ];
    for (const [what, change] of changed) {
      const document = acme();
      const all = await pictures({ ...document, blocks: document.blocks.map(change) }, 'A4');
      const distances = await Promise.all(all.map((canvas, index) => distance(`acme-${index + 1}`, canvas)));
      expect(Math.max(...distances), what).toBeGreaterThan(TOLERANCE);
    }
  });
});

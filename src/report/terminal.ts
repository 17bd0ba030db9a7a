import { styleText } from 'node:util';
import type { Block, Chart, Inline, ReportDocument, Text, Tone } from './blocks.ts';
import { tones } from './look.ts';
import { type Cell, layOut, wrap } from './terminal/table.ts';

/** How a terminal is. */
export interface TerminalOptions {
  /** In columns; wide characters take two. */
  readonly width: number;
  readonly colour: boolean;
}

type Style = Parameters<typeof styleText>[0];

const COLOURS: Readonly<Record<Tone, Style>> = {
  good: 'green',
  notice: 'cyan',
  warning: 'yellow',
  bad: 'red',
  off: 'gray',
  unknown: 'gray',
};
const NARROWEST = 40;
const GAUGE_CELLS = 30;
const BARS = '▁▂▃▄▅▆▇█';

/** A report for reading in a terminal. Without colour it holds no escape sequence at all. */
export function renderTerminal({ blocks }: ReportDocument, options: TerminalOptions): string {
  const width = Math.max(NARROWEST, options.width);
  const paint = (style: Style, text: string) =>
    options.colour && text !== '' ? styleText(style, text, { validateStream: false }) : text;

  const toLines = (block: Block, space: number): string[] => {
    switch (block.kind) {
      case 'heading':
        return wrap(block.text, space).map((line) =>
          paint(block.level < 3 ? ['bold', 'underline'] : 'bold', line),
        );
      case 'paragraph':
        return wrap(plain(block.text), space).map((line) => paint(styleOf(block.text), line));
      case 'facts':
        return layOut(
          block.items.map(({ label, value }) => [
            { text: `${label}:`, paint: (line) => paint('bold', line) },
            cell(value),
          ]),
          ['left', 'left'],
          space,
        );
      case 'list':
        return block.items.flatMap((item, index) => {
          const mark = block.ordered ? `${index + 1}. ` : '• ';
          return wrap(plain(item), space - mark.length).map(
            (line, at) => (at === 0 ? mark : ' '.repeat(mark.length)) + paint(styleOf(item), line),
          );
        });
      case 'table': {
        const head = block.columns.map(
          ({ title }): Cell => ({ text: title, paint: (line) => paint('dim', line) }),
        );
        const aligns = block.columns.map(({ align }) => align);
        return layOut([head, ...block.rows.map((row) => row.map(cell))], aligns, space);
      }
      case 'chart':
        return [...picture(block.chart), ...wrap(block.alternative, space)];
      case 'callout': {
        const bar = paint(COLOURS[block.tone], '┃ ');
        return join(block.blocks.map((inner) => toLines(inner, space - 2))).map((line) =>
          (bar + line).trimEnd(),
        );
      }
      case 'rule':
        return [paint('dim', '─'.repeat(space))];
    }
  };

  const cell = (text: Text): Cell => ({ text: plain(text), paint: (line) => paint(styleOf(text), line) });

  const picture = (chart: Chart): string[] => {
    if (chart.kind === 'gauge') {
      if (chart.score === null) return [];
      const full = Math.round((chart.score / 100) * GAUGE_CELLS);
      return [paint(COLOURS[chart.tone], '█'.repeat(full)) + paint('dim', '░'.repeat(GAUGE_CELLS - full))];
    }
    const values =
      chart.kind === 'usage' ? chart.days.map(({ calls }) => calls) : chart.days.map(({ score }) => score);
    const most =
      chart.kind === 'usage' ? Math.max(chart.limit ?? 0, ...chart.days.map(({ calls }) => calls)) : 100;
    return [
      paint(
        'cyan',
        values
          .slice(-width)
          .map((value) => bar(value, most))
          .join(''),
      ),
    ];
  };

  return `${join(blocks.map((block) => toLines(block, width))).join('\n')}\n`;
}

// An empty line between blocks.
function join(blocks: readonly string[][]): string[] {
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function bar(value: number | null, most: number): string {
  if (value === null || most <= 0) return ' ';
  return BARS[Math.min(BARS.length - 1, Math.floor((value / most) * BARS.length))] ?? ' ';
}

function plain(text: Text): string {
  return text.map(toPlain).join('');
}

function toPlain(piece: Inline): string {
  if (typeof piece === 'string') return piece;
  return piece.kind === 'status' ? `${tones[piece.tone].mark} ${piece.text}`.trimEnd() : piece.text;
}

// Lines are painted as a whole: by the first status in them, else as strong where they begin so.
function styleOf(text: Text): Style {
  for (const piece of text)
    if (typeof piece !== 'string' && piece.kind === 'status') return COLOURS[piece.tone];
  const [first] = text;
  return typeof first === 'object' && first.kind === 'strong' ? 'bold' : 'reset';
}

import type { Block, Inline, ReportDocument, Text } from './blocks.ts';
import { tones } from './look.ts';
import { escapeStart, escapeText, toLink } from './markdown/escape.ts';

/** A report as Markdown (CommonMark with GitHub's tables). Charts appear as what they say. */
export function renderMarkdown({ blocks }: ReportDocument): string {
  return `${blocks.map(toMarkdown).join('\n\n')}\n`;
}

function toMarkdown(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level + 1)} ${escapeText(block.text)}`;
    case 'paragraph':
      return escapeStart(inline(block.text));
    case 'facts':
      // Two spaces end a line; without them a reader makes one paragraph of all.
      return block.items.map(({ label, value }) => `**${escapeText(label)}**: ${inline(value)}`).join('  \n');
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${escapeStart(inline(item))}`)
        .join('\n');
    case 'table':
      return [
        row(block.columns.map(({ title }) => escapeText(title))),
        row(block.columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
        ...block.rows.map((cells) => row(cells.map(inline))),
      ].join('\n');
    case 'chart':
      return `_${escapeText(block.alternative)}_`;
    case 'callout':
      return block.blocks.map(toMarkdown).join('\n\n');
    case 'rule':
      return '---';
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function inline(text: Text): string {
  return text.map(run).join('');
}

function run(piece: Inline): string {
  if (typeof piece === 'string') return escapeText(piece);
  switch (piece.kind) {
    case 'strong':
      return piece.text === '' ? '' : `**${escapeText(piece.text)}**`;
    case 'code':
      return escapeText(piece.text);
    case 'link':
      return toLink(piece.text, piece.url);
    case 'status':
      return `${tones[piece.tone].mark} ${escapeText(piece.text)}`.trimEnd();
  }
}

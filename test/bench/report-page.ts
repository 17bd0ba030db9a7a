import type { Block, Inline, ReportDocument, Text } from '../../src/report/blocks.ts';
import { drawChart } from '../../src/report/charts/draw.ts';
import { escapeXml } from '../../src/report/charts/svg.ts';
import { tones } from '../../src/report/look.ts';

/** A report as a plain web page with the same words, tables and charts, for a browser to print. */
export function toPage({ title, blocks }: ReportDocument): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeXml(title)}</title><style>${STYLE}</style>${blocks.map(toHtml).join('\n')}`;
}

const STYLE = `
  body { font: 9.5pt/1.4 sans-serif; color: #1e293b; margin: 0 }
  h2, h3, h4 { break-after: avoid } table { width: 100%; border-collapse: collapse; font-size: 8.75pt }
  th { background: #eef2f6; text-align: left } td, th { padding: 3pt 7pt; border-bottom: 0.5pt solid #dbe2ea }
  tr { break-inside: avoid } tr:nth-child(even) td { background: #f8fafc } .right { text-align: right }
  aside { border-left: 3pt solid; padding: 9pt; break-inside: avoid } svg { width: 100%; height: auto }`;

function toHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeXml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${inlines(block.text)}</p>`;
    case 'facts':
      return `<dl>${block.items.map(({ label, value }) => `<dt>${escapeXml(label)}</dt><dd>${inlines(value)}</dd>`).join('')}</dl>`;
    case 'list': {
      const name = block.ordered ? 'ol' : 'ul';
      return `<${name}>${block.items.map((item) => `<li>${inlines(item)}</li>`).join('')}</${name}>`;
    }
    case 'table': {
      const side = (at: number) => (block.columns[at]?.align === 'right' ? ' class="right"' : '');
      const head = block.columns.map(({ title }, at) => `<th${side(at)}>${escapeXml(title)}</th>`).join('');
      const rows = block.rows.map(
        (row) => `<tr>${row.map((cell, at) => `<td${side(at)}>${inlines(cell)}</td>`).join('')}</tr>`,
      );
      return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
    }
    case 'chart':
      return drawChart(block.chart, block.alternative);
    case 'callout':
      return `<aside style="border-color:${tones[block.tone].colour};background:${tones[block.tone].tint}">${block.blocks.map(toHtml).join('')}</aside>`;
    case 'rule':
      return '<hr>';
  }
}

function inlines(text: Text): string {
  return text.map(toInline).join('');
}

function toInline(inline: Inline): string {
  if (typeof inline === 'string') return escapeXml(inline);
  const text = escapeXml(inline.text);
  switch (inline.kind) {
    case 'strong':
      return `<strong>${text}</strong>`;
    case 'code':
      return `<code>${text}</code>`;
    case 'link':
      return `<a href="${escapeXml(inline.url)}">${text}</a>`;
    case 'status': {
      const { mark, word, colour } = tones[inline.tone];
      return `<b style="color:${colour}">${mark}</b> ${text || word}`;
    }
  }
}

import type { Block, Chart, ReportDocument, Text } from '../blocks.ts';

const MOST_LEAD = 3;
const LONGEST_LEAD = 120;

/** What the band at the head of the first page takes out of the document, and what is left to set. */
export interface Opening {
  /** What the report is, without the customer's name. */
  readonly kicker: string;
  /** Lines under the name, such as when the data were updated. */
  readonly lead: readonly Text[];
  readonly gauge: { readonly chart: Chart & { kind: 'gauge' }; readonly alternative: string } | null;
  readonly rest: readonly Block[];
}

/** Splits a document: its title, the lines below it and its first gauge make the band. */
export function openingOf({ title, customer, blocks }: ReportDocument): Opening {
  const ending = `: ${customer.name}`;
  const kicker = title.endsWith(ending) ? title.slice(0, -ending.length) : title;
  let rest = blocks;
  const lead: Text[] = [];
  if (rest[0]?.kind === 'heading') {
    rest = rest.slice(1);
    for (let next = rest[0]; next !== undefined && isPlain(next) && lead.length < MOST_LEAD; next = rest[0]) {
      lead.push(next.text);
      rest = rest.slice(1);
    }
  }
  const index = rest.findIndex((block) => block.kind === 'chart' && block.chart.kind === 'gauge');
  const found = rest[index];
  if (found?.kind !== 'chart' || found.chart.kind !== 'gauge') return { kicker, lead, gauge: null, rest };
  const gauge = { chart: found.chart, alternative: found.alternative };
  return { kicker, lead, gauge, rest: rest.toSpliced(index, 1) };
}

/** A short paragraph of bare text: links and marks have colours that the band would swallow. */
function isPlain(block: Block): block is Block & { kind: 'paragraph' } {
  return (
    block.kind === 'paragraph' &&
    block.text.every((inline) => typeof inline === 'string') &&
    block.text.join('').length <= LONGEST_LEAD
  );
}

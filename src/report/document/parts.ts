import type { Block, Inline, Text, Tone } from '../blocks.ts';

/** A heading; `level` 2 is a part of the report. */
export function heading(level: 2 | 3 | 4, text: string): Block {
  return { kind: 'heading', level, text };
}

/** One paragraph of the given runs. */
export function paragraph(...text: Inline[]): Block {
  return { kind: 'paragraph', text };
}

/** How something stands; without a word, the mark says it alone. */
export function status(tone: Tone, text = ''): Inline {
  return { kind: 'status', tone, text };
}

/** Text that stands out. */
export function strong(text: string): Inline {
  return { kind: 'strong', text };
}

/** A cell or run: what is plain text needs no list of its own. */
export type Cell = string | Inline | Text;

/** A table; titles that begin with `>` are of columns of figures, which stand at the right. */
export function table(titles: readonly string[], rows: readonly (readonly Cell[])[]): Block {
  return {
    kind: 'table',
    columns: titles.map((title) =>
      title.startsWith('>') ? { title: title.slice(1), align: 'right' } : { title, align: 'left' },
    ),
    rows: rows.map((cells) => cells.map(toText)),
  };
}

/** Labelled values. */
export function facts(...items: readonly (readonly [label: string, value: Cell])[]): Block {
  return { kind: 'facts', items: items.map(([label, value]) => ({ label, value: toText(value) })) };
}

/** A list of texts. */
export function list(items: readonly Cell[], { ordered = false } = {}): Block {
  return { kind: 'list', ordered, items: items.map(toText) };
}

/** What stands in the place of a part that could not be read: "Contacts could not be read …". */
export function unreadable(what: string, also?: string): Block {
  const more = also === undefined ? '' : `, ${also}`;
  const text = `${what} could not be read when this report was made, so nothing is said of it here${more}.`;
  return { kind: 'callout', tone: 'unknown', blocks: [paragraph(text)] };
}

/** What stands beside a judgement that was made of less than it follows from. */
export function partial(text: string): Block {
  return { kind: 'callout', tone: 'warning', blocks: [paragraph(text)] };
}

/** Text that is a link where it is an address that one can follow. */
export function link(url: string): Inline {
  return { kind: 'link', text: url, url };
}

function toText(cell: Cell): Text {
  return Array.isArray(cell) ? (cell as Text) : [cell as Inline];
}

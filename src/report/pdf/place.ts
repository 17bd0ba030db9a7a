import { colours } from '../look.ts';
import type { Fonts } from './fonts.ts';
import { measures } from './measures.ts';
import type { Tag } from './tag.ts';
import type { Setting, Style } from './words.ts';

/** Where a block stands: its column on the page, and what it belongs to when read aloud. Points. */
export interface Place {
  readonly x: number;
  readonly width: number;
  readonly tag: Tag;
  readonly setting: Setting;
  readonly styles: Styles;
}

/** The styles that text of a report begins from. */
export type Styles = ReturnType<typeof makeStyles>;

/** All styles in the fonts given. */
export function makeStyles({ regular, strong }: Fonts) {
  const style = (size: number, colour: string, face = regular, tabular = false): Style => ({
    face,
    size,
    colour,
    tabular,
  });
  return {
    body: style(measures.body, colours.ink),
    label: style(measures.body, colours.muted),
    cell: style(measures.table, colours.ink, regular, true),
    columnTitle: style(measures.small, colours.muted, strong),
    empty: style(measures.table, colours.muted),
    furniture: style(measures.small, colours.muted),
    heading: (size: number): Style => style(size, size > 10 ? colours.brand : colours.ink, strong),
    inBand: (size: number, face: 'regular' | 'strong', colour: string = colours.white): Style =>
      style(size, colour, face === 'strong' ? strong : regular),
  };
}

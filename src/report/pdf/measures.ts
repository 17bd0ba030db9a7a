/** The papers a report can be set on, in points. */
export const papers = {
  A4: { width: 595.28, height: 841.89 },
  LETTER: { width: 612, height: 792 },
} as const;

/** A paper by its name. */
export type Paper = keyof typeof papers;

/** Margins, sizes and distances of the page, in points. */
export const measures = {
  side: 50,
  /** Where text begins below a running header, and where it ends above the footer. */
  top: 58,
  bottom: 52,
  headerBaseline: 36,
  footerBaseline: 25,
  /** Of body text; lines are `leading` times as high as the font. */
  body: 9.5,
  small: 8,
  table: 8.75,
  leading: 1.4,
} as const;

/** Headings by level: font size, the space above and below. */
export const headings = {
  1: { size: 19, above: 22, below: 6 },
  2: { size: 14, above: 15, below: 4 },
  3: { size: 11, above: 14, below: 3 },
  4: { size: 10, above: 12, below: 1 },
} as const;

const MOST_NATURAL = 300;

/** What a column would like: the width of its longest word, and of its longest line. Points. */
export interface Wish {
  readonly least: number;
  readonly natural: number;
}

/**
 * Widths that together fill the table: each column's natural width where there is room for all, the rest shared out in
 * proportion; else at least its longest word; else, in a table too wide for its words, a fair part.
 */
export function columnWidths(wishes: readonly Wish[], width: number): number[] {
  const natural = wishes.map((wish) => Math.min(Math.max(wish.natural, 1), MOST_NATURAL));
  // A word that would take more than its part is cut.
  const most = Math.max(width / wishes.length, width / 3);
  const least = wishes.map((wish, index) => Math.min(wish.least, most, natural[index] as number));
  const spare = width - sum(natural);
  if (spare >= 0) return natural.map((wanted) => wanted + (spare * wanted) / sum(natural));
  const room = width - sum(least);
  if (room <= 0) return least.map((wanted) => (width * wanted) / sum(least));
  const stretch = natural.map((wanted, index) => wanted - (least[index] as number));
  return least.map((wanted, index) => wanted + (room * (stretch[index] as number)) / sum(stretch));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

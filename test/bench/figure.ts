/** One line of the table: what we measured, beside a peer measured in the same run. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'µs' | 'KiB' | 'MB';
  /** At most this is what we want, or at most so many times the peer; null where we want nothing in particular. */
  readonly target: number | { readonly ratio: number } | null;
  readonly peer: { readonly what: string; readonly value: number };
}

/** A bench by its name on the command line. */
export interface Bench {
  readonly name: string;
  run(): Promise<Figure[]>;
}

/** The value under which this share of all lies (0.5: the median). */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('Nothing was measured.');
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}

/** The figures as lines of columns. */
export function toTable(figures: readonly Figure[]): string {
  const head = ['figure', 'ours', 'target', 'peer', '', 'ours/peer'];
  const lines = figures.map(({ what, value, unit, target, peer }) => [
    what,
    `${round(value)} ${unit}`,
    toTarget(value, unit, target, peer.value),
    peer.what,
    `${round(peer.value)} ${unit}`,
    `${round(value / peer.value)}×`,
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  );
  const toLine = (line: string[]) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return [toLine(head), widths.map((width) => '─'.repeat(width)).join('  '), ...lines.map(toLine)].join('\n');
}

function toTarget(value: number, unit: string, target: Figure['target'], peer: number): string {
  if (target === null) return '';
  const [limit, text] =
    typeof target === 'number' ? [target, `${target} ${unit}`] : [target.ratio * peer, `${target.ratio}×`];
  return `≤${text} ${value <= limit ? 'met' : 'MISSED'}`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

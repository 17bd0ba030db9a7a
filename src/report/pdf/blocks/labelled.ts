import type { Text } from '../../blocks.ts';
import type { Line } from '../lines.ts';
import type { Place } from '../place.ts';
import type { Strip } from '../strip.ts';
import { type Tag, tag } from '../tag.ts';
import { baselineOf, linesOf, textStrips } from '../text-strips.ts';
import type { Style } from '../words.ts';

/** An item of a list: what stands before it, and itself. */
export interface Labelled {
  readonly label: Text;
  readonly body: Text;
}

interface Look {
  readonly indent: number;
  /** Space above the first item and above each other. */
  readonly gap: number;
  readonly between: number;
  readonly label: Style;
}

/** Items with their labels in a column of their own. */
export function* layLabelled(
  items: readonly Labelled[],
  { indent, gap, between, label: labelStyle }: Look,
  place: Place,
): Generator<Strip> {
  const { x, width, styles, setting } = place;
  const list = tag('L', place.tag);
  for (const [index, { label, body }] of items.entries()) {
    const item = tag('LI', list);
    const labels = { tag: tag('Lbl', item), lines: linesOf(label, labelStyle, indent - 6, setting) };
    const bodies = { tag: tag('LBody', item), lines: linesOf(body, styles.body, width - indent, setting) };
    // A label may be longer than what it labels.
    const rows = Array.from(
      { length: Math.max(1, labels.lines.length, bodies.lines.length) },
      () => emptyLine,
    );
    const strips = textStrips(rows, {
      x,
      tag: item,
      size: styles.body.size,
      gap: index === 0 ? gap : between,
      keep: false,
    });
    let row = 0;
    for (const strip of strips) {
      const at = row;
      row += 1;
      yield {
        ...strip,
        keep: strip.keep || (index === 0 && items.length > 1),
        draw(surface, y) {
          const baseline = y + baselineOf(styles.body.size);
          const put = (part: { tag: Tag; lines: Line[] }, left: number) => {
            const line = part.lines[at];
            if (line !== undefined) surface.line(part.tag, line, left, baseline);
          };
          put(labels, x);
          put(bodies, x + indent);
        },
      };
    }
  }
}

const emptyLine: Line = { pieces: [], width: 0 };

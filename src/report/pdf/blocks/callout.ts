import type { Block } from '../../blocks.ts';
import { tones } from '../../look.ts';
import type { Place } from '../place.ts';
import type { Strip } from '../strip.ts';
import { tag } from '../tag.ts';
import { baselineOf } from '../text-strips.ts';

const GAP = 9;
const PADDING = 9;
const BAR = 3;
const INDENT = 29;
const MOST_KEPT = 260;

/** Blocks on a tinted ground with a bar and a mark at its side. `lay` lays out what is inside. */
export function* layCallout(
  block: Block & { kind: 'callout' },
  place: Place,
  lay: (blocks: readonly Block[], place: Place) => Iterable<Strip>,
): Generator<Strip> {
  const { x, width, styles, setting } = place;
  const { mark, word, colour, tint } = tones[block.tone];
  const inner = { ...place, x: x + INDENT, width: width - INDENT - PADDING, tag: tag('Div', place.tag) };
  const strips = [...lay(block.blocks, inner)];
  const whole = strips.reduce((sum, strip) => sum + strip.gap + strip.height, 0) < MOST_KEPT;
  const style = { ...styles.body, face: setting.fonts.strong, colour };
  const markWidth = style.face.width(mark, style.size, false);
  for (const [index, strip] of strips.entries()) {
    const first = index === 0;
    const last = index === strips.length - 1;
    const above = first ? PADDING : strip.gap;
    const height = above + strip.height + (last ? PADDING : 0);
    yield {
      height,
      gap: first ? GAP : 0,
      keep: !last && (whole || strip.keep),
      draw(surface, y) {
        surface.decorate(() => {
          // A little of the next strip too, or a viewer shows a seam between them.
          const covered = height + (last ? 0 : 0.6);
          surface.rect(x + BAR, y, width - BAR, covered, tint);
          surface.rect(x, y, BAR, covered, colour);
        });
        if (first) {
          const at = x + (INDENT + BAR - markWidth) / 2;
          surface.mark(tag('Figure', inner.tag, word), () =>
            surface.text(at, y + above + baselineOf(style.size), { text: mark, style, width: markWidth }),
          );
        }
        strip.draw(surface, y + above);
      },
    };
  }
}

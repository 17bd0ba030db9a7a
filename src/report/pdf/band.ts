import type { ReportDocument } from '../blocks.ts';
import { chartScene } from '../charts/draw.ts';
import { moment } from '../document/clock.ts';
import { colours } from '../look.ts';
import { drawScene } from './draw-scene.ts';
import type { Line } from './lines.ts';
import type { Opening } from './opening.ts';
import type { Place } from './place.ts';
import { shorten } from './shorten.ts';
import type { Surface } from './surface.ts';
import { type Role, tag } from './tag.ts';
import { baselineOf, lineHeight, linesOf } from './text-strips.ts';

/** Points between the band and what follows. */
export const BELOW_BAND = 18;

const PADDING = 26;
const CARD = { width: 172, height: 124, radius: 7 };
const MOST_NAME_LINES = 4;

/** The coloured head of the first page. Height in points, from the top of the paper. */
export interface Band {
  readonly height: number;
  draw(surface: Surface): void;
}

/** The head with what the report is, whose it is, its date and the score. */
export function layBand(document: ReportDocument, opening: Opening, place: Place, paperWidth: number): Band {
  const { styles, setting } = place;
  const width = place.width - (opening.gauge === null ? 0 : CARD.width + 24);
  const lines = (text: Parameters<typeof linesOf>[0], size: number, strong: boolean, colour?: string) => {
    const style = styles.inBand(size, strong ? 'strong' : 'regular', colour);
    return linesOf(text, style, width, setting).map((line) => ({ line, size }));
  };
  const name = clip(
    largest((size) => lines([document.customer.name], size, true)),
    width,
  );
  // The document says itself when it was made, or else we do.
  const lead = opening.lead.length > 0 ? opening.lead : [[`As of ${moment(document.generatedAt)}`]];
  const rows = [
    { role: 'P', above: 0, lines: lines([opening.kicker], 10.5, false, colours.brandSoft) },
    { role: 'H1', above: 4, lines: name },
    ...lead.map((text, index) => ({
      role: 'P',
      above: index === 0 ? 10 : 1,
      lines: lines(text, 9.5, false),
    })),
  ] as const;
  const textHeight = rows.reduce((sum, row) => sum + row.above + heightOf(row.lines), 0);
  const inner = Math.max(textHeight, opening.gauge === null ? 0 : CARD.height);
  const height = inner + 2 * PADDING;
  return {
    height,
    draw(surface) {
      surface.decorate(() => {
        surface.rect(0, 0, paperWidth, height, colours.brand);
        surface.rect(0, height - 4, paperWidth, 4, colours.accent);
      });
      let y = PADDING - 2 + (inner - textHeight) / 2;
      for (const [index, row] of rows.entries()) {
        y += row.above;
        const role = tag(row.role as Role, place.tag);
        if (index === 1) surface.bookmark(1, document.customer.name, 0);
        for (const { line, size } of row.lines) {
          surface.line(role, line, place.x, y + baselineOf(size));
          y += lineHeight(size);
        }
      }
      drawCard(surface, opening, place, (height - CARD.height - 4) / 2);
    },
  };
}

/** The gauge on a white card at the right. */
function drawCard(surface: Surface, { gauge }: Opening, place: Place, y: number): void {
  if (gauge === null) return;
  const x = place.x + place.width - CARD.width;
  const scene = chartScene(gauge.chart);
  surface.decorate(() => surface.rect(x, y, CARD.width, CARD.height, colours.white, CARD.radius));
  const left = x + (CARD.width - scene.width) / 2;
  const top = y + (CARD.height - scene.height) / 2;
  surface.mark(tag('Figure', place.tag, gauge.alternative), () => drawScene(surface, scene, left, top, 1));
}

/** The name in the largest size that needs no more than two lines, or in the smallest. */
function largest(lay: (size: number) => { line: Line; size: number }[]) {
  const sizes = [27, 22, 17];
  return sizes.map(lay).find((lines) => lines.length <= 2) ?? lay(sizes.at(-1) as number);
}

/** No more than some lines of the name, what is left out shown by "…". */
function clip(name: readonly { line: Line; size: number }[], width: number) {
  const kept = name.slice(0, MOST_NAME_LINES);
  const [last, piece] = [kept.at(-1), kept.at(-1)?.line.pieces[0]];
  if (name.length === kept.length || last === undefined || piece === undefined) return kept;
  const left = name.slice(kept.length - 1).flatMap(({ line }) => line.pieces.map(({ text }) => text));
  const text = shorten(left.join(' '), piece.style, width);
  return [...kept.slice(0, -1), { ...last, line: { pieces: [{ ...piece, text }], width } }];
}

function heightOf(lines: readonly { size: number }[]): number {
  return lines.reduce((sum, { size }) => sum + lineHeight(size), 0);
}

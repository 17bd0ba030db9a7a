import type { Chart } from '../blocks.ts';
import { colours, tones } from '../look.ts';
import { dot, n, type Scene, type Shape } from './scene.ts';

const WIDTH = 150;
const HEIGHT = 100;
const CENTRE = { x: WIDTH / 2, y: 74 };
const RADIUS = 60;
const THICKNESS = 11;
/** Where one band of scores ends and the next begins. */
const BANDS = [40, 60, 75, 90];

/** A half circle filled up to the score, the score in figures, and its label. An unknown score fills nothing. */
export function gauge({ score, label, tone }: Chart & { kind: 'gauge' }): Scene {
  const { mark, colour } = tones[score === null ? 'unknown' : tone];
  const share = score === null ? 0 : Math.min(1, Math.max(0, score / 100));
  const shapes: Shape[] = [
    ...arc(0, 1, colours.line),
    ...(share > 0 ? arc(0, share, colour) : []),
    ...BANDS.map((band) => tick(band / 100)),
    write(score === null ? '–' : String(Math.round(score)), CENTRE.y - 7, 33, colours.ink, true),
    write(score === null ? 'of 100, not known' : 'of 100', CENTRE.y + 5, 8.5, colours.muted),
    write(`${mark} ${label || 'Unknown'}`, CENTRE.y + 20, 11, colour, true),
  ];
  return { width: WIDTH, height: HEIGHT, shapes };
}

function at(share: number, radius: number): [number, number] {
  const angle = Math.PI * (1 - share);
  return [CENTRE.x + radius * Math.cos(angle), CENTRE.y - radius * Math.sin(angle)];
}

/** A part of the ring with round ends. */
function arc(from: number, to: number, fill: string): Shape[] {
  const outer = RADIUS + THICKNESS / 2;
  const inner = RADIUS - THICKNESS / 2;
  const point = (share: number, radius: number) => at(share, radius).map(n).join(' ');
  const d = [
    `M${point(from, outer)}`,
    `A${outer} ${outer} 0 0 1 ${point(to, outer)}`,
    `L${point(to, inner)}`,
    `A${inner} ${inner} 0 0 0 ${point(from, inner)}z`,
  ].join('');
  const ends = [from, to].map((share) => dot(...at(share, RADIUS), THICKNESS / 2, fill));
  return [{ kind: 'path', d, fill }, ...ends];
}

function tick(share: number): Shape {
  const [from, to] = [at(share, RADIUS - THICKNESS / 2), at(share, RADIUS + THICKNESS / 2)];
  const d = `M${from.map(n).join(' ')}L${to.map(n).join(' ')}`;
  return { kind: 'path', d, stroke: { colour: colours.white, width: 1.4 } };
}

function write(text: string, y: number, size: number, colour: string, strong = false): Shape {
  return { kind: 'text', x: CENTRE.x, y, text, size, anchor: 'middle', colour, strong };
}

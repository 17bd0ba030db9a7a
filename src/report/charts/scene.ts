/** A drawing before it has a format: shapes in their order, coordinates from the top left corner. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** `d` is SVG path data; a path is filled, or stroked with a width, or both. */
export type Shape =
  | {
      readonly kind: 'path';
      readonly d: string;
      readonly fill?: string;
      readonly stroke?: {
        readonly colour: string;
        readonly width: number;
        readonly dashes?: readonly [number, number];
      };
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly colour: string;
      readonly strong?: boolean;
    };

/** A filled rectangle. */
export function rect(x: number, y: number, width: number, height: number, fill: string): Shape {
  return { kind: 'path', d: `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`, fill };
}

/** A straight line. */
export function line(
  from: readonly [number, number],
  to: readonly [number, number],
  colour: string,
  width = 0.6,
  dashes?: readonly [number, number],
): Shape {
  const stroke = dashes === undefined ? { colour, width } : { colour, width, dashes };
  return { kind: 'path', d: `M${n(from[0])} ${n(from[1])}L${n(to[0])} ${n(to[1])}`, stroke };
}

/** A filled circle. */
export function dot(x: number, y: number, radius: number, fill: string): Shape {
  const arc = `a${n(radius)} ${n(radius)} 0 1 1`;
  return {
    kind: 'path',
    d: `M${n(x - radius)} ${n(y)}${arc} ${n(2 * radius)} 0${arc} ${n(-2 * radius)} 0z`,
    fill,
  };
}

/** A number as drawings have it: two decimals, and the same text everywhere. */
export function n(value: number): string {
  return String(Math.round(value * 100) / 100 || 0);
}

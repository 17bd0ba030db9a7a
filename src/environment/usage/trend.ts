import { findLevelShift } from './level-shift.ts';
import { median, robustDeviation, theilSenSlope } from './theil-sen.ts';

/** A line through the present, and how the past relates to it. */
export interface Trend {
  /** x at which the line is at `level`: the mean x since the last level shift. */
  readonly origin: number;
  readonly level: number;
  /** Change of the level per unit of x. */
  readonly slope: number;
  /** The line at each point of the past, at the level of the present. */
  readonly line: readonly number[];
  /** The same with the level shifts that the past had. */
  readonly fitted: readonly number[];
  /**
   * How far noise of 1 at a point would have moved the slope (least squares), enlarged by what shrinking took off the
   * slope, since that may have been real.
   */
  readonly leverage: readonly number[];
  /** Index of the first point after the last level shift. */
  readonly settledFrom: number;
}

const SHIFTS = 2;
/** A usual trend of API use, as a share of the level per day: the prior that slopes are drawn to. */
const USUAL_SLOPE = 0.005;

/**
 * Fits a line (Theil–Sen) to points with ascending x. Up to two level shifts are taken out first, so that they do not
 * pass for a trend and the line starts from the present level. A slope that is not clear of noise is shrunk:
 * extrapolated over months, a slope of noise does more harm than none. Null when the level is not above 0.
 */
export function fitTrend(x: readonly number[], y: readonly number[]): Trend | null {
  const { starts, scale } = findShifts(x, y);
  const aligned = y.map((value, index) => value * (scale[index] as number));
  const raw = theilSenSlope(x, aligned, { starts });

  const offsets = x.map((value, index) => value - meanOfSegment(x, starts, index));
  const sumOfSquares = offsets.reduce((sum, offset) => sum + offset * offset, 0);
  const error =
    robustDeviation(aligned.map((value, index) => value - raw * (x[index] as number))) /
    Math.sqrt(sumOfSquares);
  const slope = shrink(raw, error, USUAL_SLOPE * median(aligned));

  const settledFrom = starts[starts.length - 1] ?? 0;
  const settledX = x.slice(settledFrom);
  const origin = mean(settledX);
  const level = median(
    settledX.map((value, index) => (aligned[settledFrom + index] as number) - slope * (value - origin)),
  );
  if (!(level > 0)) return null;
  const line = x.map((value) => level + slope * (value - origin));
  const doubt = error > 0 ? Math.hypot(1, (raw - slope) / error) : 1;
  return {
    origin,
    level,
    slope,
    line,
    fitted: line.map((value, index) => value / (scale[index] as number)),
    leverage: offsets.map((offset) => (doubt * offset) / sumOfSquares),
    settledFrom,
  };
}

// Where segments begin, and what each point is multiplied by to stand at the present level.
function findShifts(x: readonly number[], y: readonly number[]): { starts: number[]; scale: number[] } {
  const starts = [0];
  const scale = new Array<number>(y.length).fill(1);
  for (let count = 0; count < SHIFTS; count++) {
    const shift = findLevelShift(
      x,
      y.map((value, index) => value * (scale[index] as number)),
    );
    if (shift === null || starts.includes(shift.start)) break;
    starts.push(shift.start);
    for (let index = 0; index < shift.start; index++) scale[index] = (scale[index] as number) * shift.ratio;
  }
  return { starts: starts.sort((a, b) => a - b), scale };
}

// Twice: what noise of this size would be worth on its own is taken off (James–Stein), then the rest is weighed
// against the prior.
function shrink(slope: number, error: number, usual: number): number {
  if (error === 0 || slope === 0) return slope;
  const clear = Math.max(0, 1 - (error / slope) ** 2);
  return slope * clear * (usual ** 2 / (usual ** 2 + error ** 2));
}

function meanOfSegment(x: readonly number[], starts: readonly number[], index: number): number {
  const next = starts.findIndex((start) => start > index);
  const begin = starts[next === -1 ? starts.length - 1 : next - 1];
  return mean(x.slice(begin, next === -1 ? x.length : starts[next]));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

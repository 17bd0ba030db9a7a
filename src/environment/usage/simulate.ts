import type { DailyModel } from './daily-model.ts';
import { weekday } from './days.ts';
import type { Random } from './random.ts';

/** Noise is drawn in runs of days, so that bad days that came together come together again. */
const BLOCK = 5;
/** A median strays more than the mean by this factor (normal noise). */
const MEDIAN_ERROR = Math.sqrt(Math.PI / 2);

/**
 * Draws possible futures: the calls of `length` days from the day `from` on, handed to `visit` one future at a time in
 * a buffer that is used again. A residual bootstrap: each future has its own level and slope, off by what such noise
 * would have done to the fit, and its own days, each off by noise that was seen.
 */
export function simulate(
  model: DailyModel,
  from: number,
  length: number,
  count: number,
  random: Random,
  visit: (calls: Float64Array) => void,
): void {
  const { trend, factors, residuals } = model;
  const calls = new Float64Array(length);
  const noise = new Float64Array(Math.max(length, residuals.length));
  for (let future = 0; future < count; future++) {
    drawBlocks(residuals, noise, residuals.length, random);
    let levelError = 0;
    let slopeError = 0;
    for (let index = 0; index < residuals.length; index++) {
      const error = (noise[index] as number) * (trend.line[index] as number);
      slopeError += error * (trend.leverage[index] as number);
      if (index >= trend.settledFrom) levelError += error;
    }
    const level = trend.level + (MEDIAN_ERROR * levelError) / (residuals.length - trend.settledFrom);
    const slope = trend.slope + slopeError;

    drawBlocks(residuals, noise, length, random);
    for (let ahead = 0; ahead < length; ahead++) {
      const base = Math.max(0, level + slope * (from + ahead - trend.origin));
      const factor = factors[weekday(from + ahead)] as number;
      calls[ahead] = base * factor * Math.max(0, 1 + (noise[ahead] as number));
    }
    visit(calls);
  }
}

function drawBlocks(residuals: readonly number[], into: Float64Array, length: number, random: Random): void {
  let next = 0;
  for (let index = 0; index < length; index++) {
    if (index % BLOCK === 0) next = Math.floor(random() * residuals.length);
    into[index] = residuals[next] as number;
    next = next + 1 === residuals.length ? 0 : next + 1;
  }
}

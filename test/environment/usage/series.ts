import type { DailyCalls } from '../../../src/environment/usage/daily-model.ts';
import { dayText, weekday } from '../../../src/environment/usage/days.ts';
import type { UsageDay } from '../../../src/environment/usage/model.ts';
import { type Random, seeded } from '../../../src/environment/usage/random.ts';
import { usageDay } from '../../support/builders.ts';

/** What a generated series is made of. Ranges are drawn from evenly, once for a series. */
export interface Shape {
  readonly name: string;
  /** Relative noise of a day (standard deviation, normal). */
  readonly noise: number;
  /** Change per day, relative to the level at the start. */
  readonly trend?: readonly [number, number];
  /** One shift of the level, 5 to 45 days before today, relative to the level at the start. */
  readonly step?: readonly [number, number];
  /** Correlation of a day's noise with the day before. */
  readonly correlation?: number;
  /** Share of days with a one-off peak of up to three times as much. */
  readonly peaks?: number;
  /** Weekday factors, Sunday first; drawn for each series when left out. */
  readonly week?: readonly number[];
  /** Share of the past days that were never reported. */
  readonly missing?: number;
  /** Days of history; 56 when left out. */
  readonly history?: number;
  /** Calls per day at the start; drawn for each series, from 1,000 to a million, when left out. */
  readonly base?: number;
}

/** A past and the future that followed it. */
export interface Series {
  readonly past: DailyCalls[];
  readonly future: DailyCalls[];
}

/** Draws one series of a shape; the future starts on `today`. The same seed gives the same series. */
export function draw(shape: Shape, today: number, futureDays: number, seed: number): Series {
  const random = seeded(seed);
  const history = shape.history ?? 56;
  const drawnBase = 10 ** (3 + 3 * random());
  const base = shape.base ?? drawnBase;
  const slope = between(shape.trend, random);
  const step = between(shape.step, random);
  const stepAt = today - 5 - Math.floor(random() * Math.max(1, history - 15));
  const week = shape.week ?? drawWeek(random);
  const rho = shape.correlation ?? 0;
  const all: DailyCalls[] = [];
  let drift = normal(random);
  for (let day = today - history; day < today + futureDays; day++) {
    drift = rho * drift + Math.sqrt(1 - rho * rho) * normal(random);
    const line = 1 + slope * (day - today + history) + (day >= stepAt ? step : 0);
    const peak = random() < (shape.peaks ?? 0) ? 1 + 2 * random() : 1;
    const noise = Math.max(0, 1 + shape.noise * drift);
    all.push({
      day,
      calls: Math.round(base * Math.max(0, line) * (week[weekday(day)] as number) * noise * peak),
    });
  }
  return {
    past: all.slice(0, history).filter(() => random() >= (shape.missing ?? 0)),
    future: all.slice(history),
  };
}

/** The series as days of use. */
export function usageOf(series: readonly DailyCalls[]): UsageDay[] {
  return series.map(({ day, calls }) => usageDay({ day: dayText(day), calls }));
}

/** The forecast to beat: each day as on the same weekday of the last week that is known. */
export function repeatLastWeek(past: readonly DailyCalls[], today: number): (day: number) => number {
  const last = new Map(past.map(({ day, calls }) => [weekday(day), calls]));
  const recent = past.slice(-7);
  const mean = recent.reduce((sum, { calls }) => sum + calls, 0) / recent.length;
  return (day) => (day < today ? Number.NaN : (last.get(weekday(day)) ?? mean));
}

function between(range: readonly [number, number] | undefined, random: Random): number {
  return range === undefined ? 0 : range[0] + random() * (range[1] - range[0]);
}

function drawWeek(random: Random): number[] {
  const weekend = 0.2 + 0.8 * random();
  return [weekend, 1, 1, 1, 1, 1, weekend].map((factor) => factor * (0.9 + 0.2 * random()));
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

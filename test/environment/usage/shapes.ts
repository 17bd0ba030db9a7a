import type { Shape } from './series.ts';

/** What customers' use looks like, with known truth, for judging the forecast. */
export const SHAPES: readonly Shape[] = [
  { name: 'flat, little noise', noise: 0.05 },
  { name: 'flat', noise: 0.12 },
  { name: 'flat, much noise', noise: 0.3 },
  { name: 'growing', noise: 0.1, trend: [0.002, 0.02] },
  { name: 'shrinking', noise: 0.1, trend: [-0.007, -0.001] },
  { name: 'no weekdays', noise: 0.15, week: [1, 1, 1, 1, 1, 1, 1] },
  { name: 'idle weekends', noise: 0.1, week: [0, 1, 1, 1, 1, 1, 0] },
  { name: 'step up', noise: 0.1, step: [0.3, 1] },
  { name: 'step down', noise: 0.1, step: [-0.6, -0.3] },
  { name: 'step up and growing', noise: 0.1, step: [0.3, 0.8], trend: [0.002, 0.01] },
  { name: 'correlated noise', noise: 0.12, correlation: 0.5 },
  { name: 'peaks', noise: 0.1, peaks: 0.05 },
  { name: 'days missing', noise: 0.1, missing: 0.2, trend: [-0.003, 0.01] },
  { name: 'four weeks known', noise: 0.1, history: 28, trend: [-0.003, 0.01] },
  { name: 'two weeks known', noise: 0.1, history: 14 },
];

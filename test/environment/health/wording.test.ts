import { describe, expect, it } from 'vitest';
import {
  count,
  date,
  percent,
  quotaFigures,
  quotaId,
  sentence,
} from '../../../src/environment/health/wording.ts';
import { quota } from '../../support/builders.ts';

describe('wording', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [25_500_000, '25,500,000'],
    [1234.567, '1,234.57'],
    [0.5, '0.5'],
  ])('counts %d as %s', (value, text) => {
    expect(count(value)).toBe(text);
  });

  it.each([
    [0, '0%'],
    [0.85, '85%'],
    [2 / 3, '66.7%'],
    [0.01, '1%'],
    [0.003, '0.3%'],
    [0.0000012, '0.00012%'],
    [23 / 25_500_000, 'under 0.0001%'],
    [1.2, '120%'],
  ])('writes %d as %s', (ratio, text) => {
    expect(percent(ratio)).toBe(text);
  });

  it('writes days, sentences and quotas', () => {
    expect(date('2026-01-26T23:59:59Z')).toBe('Jan 26, 2026');
    expect(date('2026-01-26')).toBe('Jan 26, 2026');
    expect(sentence('Down')).toBe('Down.');
    expect(sentence('Down.')).toBe('Down.');
    expect(quotaId(quota())).toBe('API_CALLS/DAY');
    expect(quotaFigures(quota(), 0.85)).toBe('API calls per day: 850,000 of 1,000,000 calls (85%)');
  });
});

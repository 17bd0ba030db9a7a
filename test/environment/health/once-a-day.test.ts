import { describe, expect, it, vi } from 'vitest';
import { onceADay } from '../../../src/environment/health/once-a-day.ts';
import { NOW, usageDays } from '../../support/builders.ts';

describe('onceADay', () => {
  it('computes once for the same rows and UTC day, and again for others', () => {
    const compute = vi.fn((usage: readonly unknown[], now: Date) => `${usage.length} ${now.toISOString()}`);
    const once = onceADay(compute);
    const rows = usageDays(3);
    const later = new Date('2026-01-28T23:59:59Z');
    const tomorrow = new Date('2026-01-29T00:00:00Z');
    expect(once(rows, NOW)).toBe(once(rows, later));
    expect(compute).toHaveBeenCalledTimes(1);
    expect(once(rows, tomorrow)).not.toBe(once(usageDays(4), tomorrow));
    expect(compute).toHaveBeenCalledTimes(3);
  });
});

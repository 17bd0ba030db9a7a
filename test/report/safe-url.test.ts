import { expect, test } from 'vitest';
import { safeUrl } from '../../src/report/safe-url.ts';

test.each(['javascript:alert(1)', 'data:text/html,x', 'no address', 'https://a.example/cut…'])(
  'no form of a report links to %s',
  (url) => {
    expect(safeUrl(url)).toBeNull();
  },
);

test('an address is linked to as it is, in ASCII', () => {
  expect(safeUrl('https://a.example/x?y=1')).toBe('https://a.example/x?y=1');
  expect(safeUrl('https://ακμή.example/')).toMatch(/^https:\/\/xn--/);
});

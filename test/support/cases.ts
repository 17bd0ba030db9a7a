/** How many cases a property is tried on: a thousand, or ten thousand with `FULL` set. */
export const CASES = process.env.FULL ? 10_000 : 1_000;

import { z } from 'zod';

/** The answer's parts by name, for the OpenAPI document. */
export const schemas = z.registry<{ id: string; description: string }>();

/** A moment. */
export const instant = z.iso.datetime().describe('A moment, RFC 3339 in UTC.');

/** A day. */
export const date = z.iso.date().describe('A day, YYYY-MM-DD.');

/** A share of something. */
export const share = (what: string) => z.number().min(0).describe(`${what}, as a share: 0.01 is 1 %.`);

/** A score of something. */
export const score = (of: string) =>
  z
    .int()
    .min(0)
    .max(100)
    .nullable()
    .describe(`${of}, 0–100; null: too little is known, or left out by includeHealth=false.`);

/** A number of things. */
export const count = z.int().min(0);

/** How a part of the score stands. */
export const componentStatus = z.enum(['healthy', 'ok', 'review', 'at_risk', 'unknown']);

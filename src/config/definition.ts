import { z } from 'zod';

/** A setting as README's table shows it; a test compares the two. */
export interface Setting {
  readonly name: string;
  readonly meaning: string;
  readonly accepts: string;
  /** Null: unset, and `meaning` says what follows. */
  readonly default: string | null;
  readonly secret?: boolean;
}

/** A setting and how its text becomes its value; `Default` tells whether it may be unset. */
export type Definition<Value, Default extends string | null = string | null> = Setting & {
  readonly default: Default;
  readonly schema: z.ZodType<Value>;
};

/** Defines a setting, so that its value's type is known. */
export const define = <Value, const Default extends string | null>(
  definition: Definition<Value, Default>,
): Definition<Value, Default> => definition;

/** Entries with commas between them; the problem's message names each that is not one, and what to write, if that is known. */
export const list = (isEntry: (entry: string) => boolean, write: (entry: string) => string | undefined) =>
  z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.trim()))
    .pipe(
      z.array(
        z.string().refine(isEntry, {
          error: ({ input }) => {
            const better = write(String(input));
            return `"${input}"${better === undefined ? '' : ` (write ${better})`}`;
          },
        }),
      ),
    );

/** A whole number in a range. */
export const integer = (minimum: number, maximum: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(minimum).max(maximum));

/** What a setting in milliseconds accepts. */
export const milliseconds = (minimum: number, maximum: number) => ({
  accepts: `milliseconds, ${minimum}–${maximum}`,
  schema: integer(minimum, maximum),
});

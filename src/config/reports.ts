import { z } from 'zod';
import { define } from './definition.ts';

/** How reports are made. */
export const reportsSettings = {
  reportSigningKey: define({
    name: 'REPORT_SIGNING_KEY',
    meaning: 'The key that reports are signed with. Unset: they are not signed.',
    accepts: 'the path of a PEM file with an unencrypted ed25519 private key',
    default: null,
    // A path is no secret, but the key itself, pasted by mistake, is.
    secret: true,
    schema: z.string().refine((text) => !/-----BEGIN|\n/.test(text)),
  }),
};

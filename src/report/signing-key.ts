import { readFile } from 'node:fs/promises';
import { ConfigError } from '../config.ts';
import { SignatureError, type Signer, signerOf } from './signature.ts';

/**
 * Signs with the key that the settings name (a path), or null where they name none.
 * @throws {ConfigError} when the file cannot be read or holds no such key.
 */
export async function loadSigner(path: string | null): Promise<Signer | null> {
  if (path === null) return null;
  const pem = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(`REPORT_SIGNING_KEY names ${path}, which cannot be read (${error.code}).`);
  });
  try {
    return signerOf(pem);
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    throw new ConfigError(`REPORT_SIGNING_KEY names ${path}, which ${error.message}.`);
  }
}

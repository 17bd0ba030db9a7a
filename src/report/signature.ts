import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** Bytes of an ed25519 signature (RFC 8032). */
const LENGTH = 64;

/** A key or a signature that cannot be used; the message goes on after the name of the file that it came from. */
export class SignatureError extends Error {
  override readonly name = 'SignatureError';
  readonly what: 'key' | 'signature';

  constructor(what: 'key' | 'signature', message: string, options?: ErrorOptions) {
    super(message, options);
    this.what = what;
  }
}

/** The detached signature of a report: 64 bytes, for a `.sig` file beside it. The same bytes have the same signature. */
export type Signer = (report: Uint8Array) => Buffer;

/**
 * Signs with an ed25519 private key in PEM (PKCS#8, not encrypted).
 * @throws {SignatureError} for any other key.
 */
export function signerOf(privateKey: string): Signer {
  const key = parse(() => createPrivateKey(privateKey), 'an unencrypted ed25519 private key in PEM (PKCS#8)');
  return (report) => sign(null, report, key);
}

/**
 * True where the signature is of exactly these bytes and by the owner of the ed25519 public key (PEM, SPKI).
 * @throws {SignatureError} for any other key, and for what is no signature at all.
 */
export function isSignedBy(report: Uint8Array, signature: Uint8Array, publicKey: string): boolean {
  if (publicKey.includes('PRIVATE KEY-----')) {
    throw new SignatureError('key', 'is a private key; take the public one (openssl pkey -in KEY -pubout)');
  }
  const key = parse(() => createPublicKey(publicKey), 'an ed25519 public key in PEM (SPKI)');
  if (signature.length !== LENGTH) {
    throw new SignatureError(
      'signature',
      `is not a signature: that has ${LENGTH} bytes, and this has ${signature.length}`,
    );
  }
  return verify(null, report, key, signature);
}

function parse(read: () => KeyObject, wanted: string): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch (error) {
    throw new SignatureError('key', `is not ${wanted}`, { cause: error });
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new SignatureError('key', `is not ${wanted}, but a key of type ${key.asymmetricKeyType}`);
}

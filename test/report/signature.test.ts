import { spawn } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config.ts';
import { isSignedBy, SignatureError, signerOf } from '../../src/report/signature.ts';
import { loadSigner } from '../../src/report/signing-key.ts';

const COMMAND = fileURLToPath(new URL('../../src/report/commands/verify.ts', import.meta.url));
const pem = (key: KeyObject) =>
  key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }) as string;

const ours = generateKeyPairSync('ed25519');
const foreign = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const report = Buffer.from('%PDF-1.7 a report');
const signature = signerOf(pem(ours.privateKey))(report);

describe('A signature', () => {
  test('is of 64 bytes, the same each time, and right for the report it was made of', () => {
    expect(signature).toHaveLength(64);
    expect(signerOf(pem(ours.privateKey))(report)).toEqual(signature);
    expect(isSignedBy(report, signature, pem(ours.publicKey))).toBe(true);
  });

  test('is wrong for a report with any one bit changed, for another key, and with any one bit of its own changed', () => {
    for (let at = 0; at < report.length * 8; at += 5) {
      expect(isSignedBy(flip(report, at), signature, pem(ours.publicKey))).toBe(false);
    }
    for (let at = 0; at < 512; at += 31) {
      expect(isSignedBy(report, flip(signature, at), pem(ours.publicKey))).toBe(false);
    }
    expect(isSignedBy(report, signature, pem(foreign.publicKey))).toBe(false);
    expect(isSignedBy(Buffer.concat([report, Buffer.from('\n')]), signature, pem(ours.publicKey))).toBe(
      false,
    );
  });

  test('is not made with a key of another kind, an encrypted one or none', () => {
    const encrypted = ours.privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'secret',
    });
    for (const key of [pem(rsa.privateKey), encrypted as string, pem(ours.publicKey), 'no key', '']) {
      expect(() => signerOf(key)).toThrow(SignatureError);
    }
  });
});

describe('The key that the settings name', () => {
  const folder = makeFolder();

  test('signs; without one nothing does', async () => {
    const signer = await loadSigner(folder.write('key.pem', pem(ours.privateKey)));
    expect(signer?.(report)).toEqual(signature);
    expect(await loadSigner(null)).toBeNull();
  });

  test('stops the start with a sentence that names the file, when it cannot be used', async () => {
    const bad = folder.write('rsa.pem', pem(rsa.privateKey));
    await expect(loadSigner(bad)).rejects.toThrow(
      `REPORT_SIGNING_KEY names ${bad}, which is not an unencrypted ed25519 private key in PEM (PKCS#8), but a key of type rsa.`,
    );
    const missing = folder.path('missing.pem');
    const failure = loadSigner(missing);
    await expect(failure).rejects.toThrow(ConfigError);
    await expect(failure).rejects.toThrow(
      `REPORT_SIGNING_KEY names ${missing}, which cannot be read (ENOENT).`,
    );
  });
});

describe('npm run report:verify', () => {
  const folder = makeFolder();
  const file = folder.write('report.pdf', report);
  const changed = folder.write('changed.pdf', flip(report, 9));
  const sig = folder.write('report.pdf.sig', signature);
  const key = folder.write('public.pem', pem(ours.publicKey));
  const rsaKey = folder.write('rsa.pem', pem(rsa.publicKey));
  const privateKey = folder.write('private.pem', pem(ours.privateKey));
  const short = folder.write('short.sig', signature.subarray(1));
  const missing = folder.path('nothing.pdf');
  const given = (report: string, signature: string, key: string) => [
    report,
    '--signature',
    signature,
    '--key',
    key,
  ];

  test.for<[string, string[], number, string]>([
    ['the report itself', given(file, sig, key), 0, `${file} is as it was signed.`],
    ['a changed report', given(changed, sig, key), 1, `${changed} is not what was signed`],
    ['no report there', given(missing, sig, key), 2, `${missing} does not exist.`],
    ['a folder', given(folder.path(''), sig, key), 2, 'cannot be read (EISDIR).'],
    ['no signature there', given(file, missing, key), 2, `${missing} does not exist.`],
    [
      'half a signature',
      given(file, short, key),
      2,
      `${short} is not a signature: that has 64 bytes, and this has 63.`,
    ],
    ['what is no key', given(file, sig, file), 2, `${file} is not an ed25519 public key in PEM (SPKI).`],
    [
      'a key of another kind',
      given(file, sig, rsaKey),
      2,
      `${rsaKey} is not an ed25519 public key in PEM (SPKI), but a key of type rsa.`,
    ],
    [
      'the private key',
      given(file, sig, privateKey),
      2,
      `${privateKey} is a private key; take the public one`,
    ],
    ['nothing', [], 2, 'It takes one report, one signature and one key.'],
    ['two reports', [file, ...given(file, sig, key)], 2, 'It takes one report, one signature and one key.'],
    ['an unknown option', [...given(file, sig, key), '--verbose'], 2, "Unknown option '--verbose'"],
  ])('%s', async ([, args, code, sentence]) => {
    const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const [[exit], out, errors] = await Promise.all([
      once(child, 'close'),
      text(child.stdout),
      text(child.stderr),
    ]);
    expect(exit).toBe(code);
    expect(code === 2 ? errors : out).toContain(sentence);
    expect(code === 2 ? out : errors).toBe('');
  });
});

function flip(bytes: Uint8Array, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
}

/** A folder that is gone after the tests. */
function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'signature-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = (name: string) => join(folder, name);
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(path(name), content);
    return path(name);
  };
  return { path, write };
}

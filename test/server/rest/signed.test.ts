import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACME_ID } from '../../../src/demo/acme.ts';
import { isSignedBy } from '../../../src/report/signature.ts';
import { loadSigner } from '../../../src/report/signing-key.ts';
import { startTestService, type TestService } from '../../support/service.ts';

let folder: string;
let service: TestService;
const keys = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'te-key-'));
  await writeFile(join(folder, 'key.pem'), keys.privateKey);
  service = await startTestService({
    demo: true,
    variables: { REPORT_SIGNING_KEY: join(folder, 'key.pem') },
  });
});
afterAll(async () => {
  await service.stop();
  await rm(folder, { recursive: true });
});

const ask = (form: string) => fetch(`${service.url}/api/intelligence/technical/${ACME_ID}/report.${form}`);

test('a PDF comes with the signature of exactly its bytes', async () => {
  const response = await ask('pdf');
  const bytes = Buffer.from(await response.arrayBuffer());
  const signature = Buffer.from(response.headers.get('report-signature') ?? '', 'base64');
  expect(isSignedBy(bytes, signature, keys.publicKey)).toBe(true);
  bytes[1_000] = (bytes[1_000] as number) ^ 1;
  expect(isSignedBy(bytes, signature, keys.publicKey)).toBe(false);
});

test('other forms are not signed', async () => {
  expect((await ask('md')).headers.get('report-signature')).toBeNull();
});

test('a key that cannot be read stops the start in words', async () => {
  await expect(loadSigner(join(folder, 'none.pem'))).rejects.toThrow(
    /^REPORT_SIGNING_KEY names .*none\.pem, which cannot be read/,
  );
});

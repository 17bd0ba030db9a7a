import { createHash } from 'node:crypto';

// Of our own making, so that our ids cannot meet those that others derive from the same words. Never change it.
const NAMESPACE = Buffer.from('6f3a52c40d7b4c1c9c0e4d9a7e0b5f21', 'hex');

/**
 * The UUID (version 5, RFC 9562 §5.5: SHA-1 of a namespace and a name) of what the parts name together: the same
 * parts in the same order give the same id in every process and for ever.
 */
export function stableId(...parts: readonly string[]): string {
  // As JSON, so that ["a", "b:c"] and ["a:b", "c"] stay apart.
  const bytes = createHash('sha1').update(NAMESPACE).update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

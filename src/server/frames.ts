import { getOrMake } from '../read/get-or-make.ts';

const HEAD = '{"id":';
const MIDDLE = ',"type":"next","payload":';
const FINAL_TEXT = 0x81;

// The results that go to many are one array; ids are mostly of one length.
const templates = new WeakMap<readonly string[], Map<number, readonly string[]>>();

/**
 * The WebSocket frames (RFC 6455, unmasked as servers send them) of one `next` message of graphql-transport-ws for each
 * result, for a subscription whose id is given as bytesOf its JSON; a string with a character for each byte, to be written
 * as `latin1`. But for the id they are the same for every subscriber, so they are put together from ready parts: far less
 * work than framing and encoding text anew, and lighter on memory than a buffer for each.
 */
export function nextFrames(id: string, results: readonly string[]): string {
  const byLength = getOrMake(templates, results, () => new Map<number, readonly string[]>());
  const parts = getOrMake(byLength, id.length, () => createParts(id.length, results));
  return parts.length === 2 ? `${parts[0]}${id}${parts[1]}` : parts.join(id);
}

/** What stands before, between and after the ids. */
function createParts(idLength: number, results: readonly string[]): readonly string[] {
  const parts = [''];
  for (const result of results) {
    const payload = bytesOf(`${MIDDLE}${result}}`);
    parts[parts.length - 1] += frameHead(HEAD.length + idLength + payload.length) + HEAD;
    parts.push(payload);
  }
  return parts;
}

function frameHead(length: number): string {
  if (length < 126) return String.fromCharCode(FINAL_TEXT, length);
  const head = Buffer.alloc(length < 65_536 ? 4 : 10);
  head[0] = FINAL_TEXT;
  head[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return head.toString('latin1');
}

/** Text as a string with a character for each byte of its UTF-8; textOf takes it back. */
export function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** The text whose bytes these are. */
export function textOf(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString();
}

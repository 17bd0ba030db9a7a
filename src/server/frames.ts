import { getOrMake } from '../read/get-or-make.ts';

const HEAD = Buffer.from('{"id":');
const MIDDLE = Buffer.from(',"type":"next","payload":');
const FINAL_TEXT = 0x81;

/** The frames of some results, and where in them the id of the subscription has to be put. */
interface Template {
  readonly bytes: Buffer;
  readonly places: readonly number[];
}

// The results that go to many are one array; ids are mostly of one length.
const templates = new WeakMap<readonly string[], Map<number, Template>>();

/**
 * The WebSocket frames (RFC 6455, unmasked as servers send them) of one `next` message of graphql-transport-ws for each
 * result, for a subscription whose id is given as JSON. They are the same for every subscriber but for its id, so each gets a copy with that filled in: far less work
 * than framing and encoding text anew.
 */
export function nextFrames(id: string, results: readonly string[]): Buffer {
  const idLength = Buffer.byteLength(id);
  const byLength = getOrMake(templates, results, () => new Map<number, Template>());
  const { bytes, places } = getOrMake(byLength, idLength, () => createTemplate(idLength, results));
  const frames = Buffer.allocUnsafe(bytes.length);
  frames.set(bytes);
  for (const place of places) frames.write(id, place);
  return frames;
}

function createTemplate(idLength: number, results: readonly string[]): Template {
  const parts: Buffer[] = [];
  const places: number[] = [];
  let length = 0;
  for (const result of results) {
    const payload = Buffer.from(`${result}}`);
    const head = frameHead(HEAD.length + idLength + MIDDLE.length + payload.length);
    places.push(length + head.length + HEAD.length);
    const frame = [head, HEAD, Buffer.alloc(idLength), MIDDLE, payload];
    parts.push(...frame);
    length += frame.reduce((sum, part) => sum + part.length, 0);
  }
  return { bytes: Buffer.concat(parts, length), places };
}

function frameHead(length: number): Buffer {
  if (length < 126) return Buffer.from([FINAL_TEXT, length]);
  const head = Buffer.alloc(length < 65_536 ? 4 : 10);
  head[0] = FINAL_TEXT;
  head[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

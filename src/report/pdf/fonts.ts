import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Fontkit from 'fontkit';
import { Typeface } from './typeface.ts';

const require = createRequire(import.meta.url);
// The very instance that pdfkit uses: it has the list of formats that ours joins.
const fontkit = require('fontkit') as typeof Fontkit & { registerFormat(format: unknown): void };

/** The two weights that reports are set in. */
export interface Fonts {
  readonly regular: Typeface;
  readonly strong: Typeface;
  /** What to give to pdfkit's `font()` for a typeface: a few bytes that stand for the font already parsed. */
  handle(typeface: Typeface): Buffer;
}

const files = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  strong: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
};

/** A font file that cannot be used; the message names it. */
export class FontError extends Error {
  override readonly name = 'FontError';
}

const shared = new WeakMap<object, unknown>();

// pdfkit parses a font anew for each document, which costs more than the rest of the document. It does so through
// fontkit, and fontkit takes formats of others: ours is a handle, and "parsing" it gives the font that is there already.
class ParsedFont {
  static probe(bytes: object): boolean {
    return shared.has(bytes);
  }

  constructor({ buffer }: { readonly buffer: object }) {
    // biome-ignore lint/correctness/noConstructorReturn: fontkit calls each format with `new`.
    return shared.get(buffer) as ParsedFont;
  }
}

fontkit.registerFormat(ParsedFont);

let loaded: Fonts | undefined;

/**
 * Inter (SIL Open Font License) in two weights: Latin, Greek, Cyrillic and the status marks. Parsed at the first call.
 * @throws {FontError} when a file is missing or is not a font.
 */
export function loadFonts(): Fonts {
  loaded ??= readFonts(files, (file) => readFileSync(require.resolve(file)));
  return loaded;
}

/** The same from other files, for `read` says what is in them. */
export function readFonts(
  { regular, strong }: Readonly<Record<'regular' | 'strong', string>>,
  read: (file: string) => Buffer,
): Fonts {
  const faces = { regular: readFont(regular, read), strong: readFont(strong, read) };
  const handles = new Map(Object.values(faces).map((face, index) => [face, handleOf(face, index)]));
  return { ...faces, handle: (face) => handles.get(face) as Buffer };
}

function readFont(file: string, read: (file: string) => Buffer): Typeface {
  try {
    return new Typeface(fontkit.create(read(file)) as Fontkit.Font);
  } catch (error) {
    throw new FontError(
      `The font file ${file} cannot be read, and no PDF can be made without it. ` +
        'It comes with the package @expo-google-fonts/inter: run `npm ci` to install it again.',
      { cause: error },
    );
  }
}

function handleOf(face: Typeface, index: number): Buffer {
  const handle = Buffer.from(`parsed font ${index}`);
  const layout = (text: string, features?: readonly string[]) =>
    face.layout(text, features?.includes('tnum') ?? false);
  shared.set(handle, Object.create(face.font, { layout: { value: layout } }));
  return handle;
}

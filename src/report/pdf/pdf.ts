import PDFDocument from 'pdfkit';
import { escapeXml } from '../charts/svg.ts';

// What pdfkit's documents and fonts have, and its types do not say.
interface Inside {
  _font: EmbeddedFont;
  _offset: number;
  page: { readonly fonts: Record<string, unknown>; write(content: string): void };
  _addInfo(): void;
  flushPages(): void;
}

/** A font of one document: which of its glyphs the document uses, under which numbers, how wide, and for which text. */
export interface EmbeddedFont {
  readonly id: string;
  readonly subset: { includeGlyph(glyph: number): number };
  readonly widths: number[];
  readonly unicode: (readonly number[])[];
  ref(): unknown;
}

const base = PDFDocument.prototype as unknown as Inside;

/**
 * A pdfkit document that collects what it writes. pdfkit makes a buffer of each line of a page and sends each object
 * through a stream, which takes longer than all else.
 */
export class Pdf extends PDFDocument {
  // Made at first use: pdfkit's constructor writes the file's first line before fields exist.
  declare written?: (string | Buffer)[];
  declare content?: string[];

  /** The font chosen last, made known to the page. */
  get embeddedFont(): EmbeddedFont {
    const { _font: font, page } = this as unknown as Inside;
    page.fonts[font.id] ??= font.ref();
    return font;
  }

  override addContent(line: string): this {
    this.content ??= [];
    this.content.push(line);
    return this;
  }

  override flushPages(): void {
    if (this.content?.length) (this as unknown as Inside).page.write(this.content.join('\n'));
    this.content = [];
    base.flushPages.call(this as unknown as Inside);
  }

  _write(data: string | Buffer): void {
    this.written ??= [];
    // As many bytes as characters: pdfkit writes Latin-1, and other text as bytes already.
    const piece = typeof data === 'string' ? `${data}\n` : data;
    this.written.push(piece);
    (this as unknown as Inside)._offset += piece.length;
  }

  // pdfkit writes names into the XMP metadata as they are, where XML wants them escaped.
  _addInfo(): void {
    const { info } = this;
    const escaped = Object.entries(info).map(([key, value]) => [
      key,
      typeof value === 'string' ? escapeXml(value) : value,
    ]);
    this.info = Object.fromEntries(escaped) as typeof info;
    base._addInfo.call(this as unknown as Inside);
    this.info = info;
  }

  /** Ends the document and gives its bytes. */
  finish(): Buffer {
    this.end();
    return Buffer.concat(
      (this.written ?? []).map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)),
    );
  }
}

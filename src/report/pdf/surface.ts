import { n, type Shape } from '../charts/scene.ts';
import { colours } from '../look.ts';
import { fillOperator } from './fill-operator.ts';
import type { Fonts } from './fonts.ts';
import type { Line } from './lines.ts';
import type { Pdf } from './pdf.ts';
import { showText } from './show-text.ts';
import type { Tag } from './tag.ts';
import type { Typeface } from './typeface.ts';
import { clean, type Piece } from './words.ts';

// What pdfkit has and its types do not say.
type Tagged = Pdf & {
  struct(role: string, options: { alt?: string; scope?: string }): PDFKit.PDFStructureElement;
  markContent(tag: 'Artifact' | 'Span', options?: { type?: string; actual?: string }): void;
};

/**
 * The pages while they are drawn: shapes, lines of text, and which of it is read aloud as what. Coordinates in points from
 * the top left corner. Everything is drawn either for a tag or as decoration, as a tagged PDF wants it.
 */
export class Surface {
  readonly pdf: Tagged;
  readonly #fonts: Fonts;
  readonly #elements = new Map<Tag, PDFKit.PDFStructureElement>();
  readonly #outline: { level: number; item: PDFKit.PDFOutline }[] = [];
  #fill = '';
  #silent = false;

  constructor(pdf: Pdf, fonts: Fonts) {
    this.pdf = pdf as Tagged;
    this.#fonts = fonts;
  }

  /** Begins a page of the size that the document was made with. */
  turn(): void {
    this.pdf.addPage();
    this.#fill = '';
  }

  /** Draws what is read aloud in a tag's place. */
  mark(tag: Tag, draw: () => void): void {
    if (this.#silent) {
      this.decorate(draw);
      return;
    }
    const element = this.#element(tag);
    const content = this.pdf.markStructureContent(tag.role);
    draw();
    this.pdf.endMarkedContent();
    element.add(content);
  }

  /** Draws what is not read aloud. */
  decorate(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.pdf.markContent('Artifact', { type });
    draw();
    this.pdf.endMarkedContent();
  }

  /** Draws again what was read aloud before, for the eye alone. */
  silently(draw: () => void): void {
    this.#silent = true;
    draw();
    this.#silent = false;
  }

  /** Makes a place in the structure for something that may have nothing to draw. */
  open(tag: Tag): void {
    if (!this.#silent) this.#element(tag);
  }

  /** Draws with coordinates or colours that end with the drawing. */
  within(draw: () => void): void {
    this.pdf.save();
    draw();
    this.pdf.restore();
    this.#fill = '';
  }

  rect(x: number, y: number, width: number, height: number, colour: string, radius = 0): void {
    if (radius > 0) this.pdf.roundedRect(x, y, width, height, radius);
    else this.pdf.rect(x, y, width, height);
    this.paint(colour);
    this.pdf.fill();
  }

  /** Characters of one style, their baseline at `y`. */
  text(x: number, y: number, { text, style }: Piece): void {
    const { face, size, colour, tabular } = style;
    this.paint(colour);
    this.pdf.font(face === this.#fonts.strong ? 'strong' : 'regular').fontSize(size);
    const shown = this.#lacking(text, face);
    if (shown) this.pdf.markContent('Span', { actual: text });
    const font = this.pdf.embeddedFont;
    const operand = showText(text, face, font, tabular);
    if (operand === null) this.pdf.text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
    // The page's y axis points down; glyphs stand the other way up.
    else this.pdf.addContent(`BT 1 0 0 -1 ${n(x)} ${n(y)} Tm /${font.id} ${n(size)} Tf ${operand} TJ ET`);
    if (shown) this.pdf.endMarkedContent();
  }

  /** Writing in a chart. */
  label({ text: raw, x, y, size, anchor, colour, strong = false }: Shape & { kind: 'text' }): void {
    const text = clean(raw);
    const face = strong ? this.#fonts.strong : this.#fonts.regular;
    const width = face.width(text, size, false);
    const left = x - (anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width);
    this.text(left, y, { text, style: { face, size, colour, tabular: false }, width });
  }

  /** A line of a tag's text, its baseline at `y`; links become places to click, each with a tag of its own. */
  line(tag: Tag, line: Line, x: number, y: number): void {
    for (const piece of line.pieces) {
      const { style, width } = piece;
      if (style.ground) {
        const height = style.size * 1.32;
        this.decorate(() =>
          this.rect(x + piece.x - 2, y - style.size * 0.98, width + 4, height, colours.ground, 2),
        );
      }
      if (style.link === undefined || this.#silent) this.mark(tag, () => this.text(x + piece.x, y, piece));
      else this.#link(tag, style.link, x + piece.x, y, piece);
    }
  }

  /** Adds a bookmark for what stands at a height of this page. */
  bookmark(level: number, title: string, y: number): void {
    while ((this.#outline.at(-1)?.level ?? 0) >= level) this.#outline.pop();
    const parent = this.#outline.at(-1)?.item ?? this.pdf.outline;
    // pdfkit counts `left` from the right edge.
    const place = { fit: false, top: y, left: this.pdf.page.width, expanded: level <= 1 };
    this.#outline.push({ level, item: parent.addItem(clean(title), place as { expanded: boolean }) });
  }

  #link(parent: Tag, url: string, x: number, y: number, piece: Piece): void {
    const { size, colour } = piece.style;
    const link = this.pdf.struct('Link', {});
    this.#element(parent).add(link);
    const content = this.pdf.markStructureContent('Link');
    this.text(x, y, piece);
    this.rect(x, y + size * 0.14, piece.width, 0.5, colour);
    this.pdf.endMarkedContent();
    link.add(content);
    // pdfkit writes a String object as text, and a plain string as a name.
    const options: object = { structParent: link, Contents: new String(piece.text) };
    this.pdf.link(x, y - size, piece.width, size * 1.3, url, options);
    // Ended while its page is the current one: pdfkit writes that page into it.
    link.end();
  }

  #element(tag: Tag): PDFKit.PDFStructureElement {
    const known = this.#elements.get(tag);
    if (known !== undefined) return known;
    const element = this.pdf.struct(tag.role, {
      ...(tag.alternative !== undefined && { alt: tag.alternative }),
      ...(tag.role === 'TH' && { scope: tag.parent?.parent?.role === 'THead' ? 'Column' : 'Row' }),
    });
    this.#elements.set(tag, element);
    if (tag.parent === null) this.pdf.addStructure(element);
    else this.#element(tag.parent).add(element);
    return element;
  }

  /** Sets the colour that shapes and text are filled with. */
  paint(colour: string): void {
    if (colour !== this.#fill) this.pdf.addContent(fillOperator(colour));
    this.#fill = colour;
  }

  /** True for a text with characters that the font shows by a replacement: what it says goes into the file beside it. */
  #lacking(text: string, face: Typeface): boolean {
    return !/^[\x20-\x7e]*$/.test(text) && [...text].some((c) => !face.has(c.codePointAt(0) as number));
  }
}

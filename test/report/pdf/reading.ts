import { createCanvas } from '@napi-rs/canvas';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { onTestFinished } from 'vitest';

/** A text in the place that the PDF's structure gives it, such as a cell's in `TD`. */
export interface Spoken {
  readonly role: string;
  readonly text: string;
}

type Node = Awaited<ReturnType<PDFPageProxy['getStructTree']>> & { readonly alt?: string };

/** A PDF as another program reads it, until the test is over. */
export async function read(bytes: Buffer): Promise<PDFDocumentProxy> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  onTestFinished(() => task.destroy());
  return task.promise;
}

/** All pages in their order. */
export async function pagesOf(pdf: PDFDocumentProxy): Promise<PDFPageProxy[]> {
  return Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)));
}

/** One page as a picture. `scale` is pixels per point. */
export async function picture(page: PDFPageProxy, scale: number) {
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  await page.render({ canvas: canvas as never, viewport }).promise;
  return canvas;
}

/** All that is on a page, also what is not read aloud, in the order in which it is drawn. */
export async function drawnText(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join('');
}

/** What a page says to those who listen: its texts in the order of the structure tree. */
export async function spokenText(page: PDFPageProxy): Promise<Spoken[]> {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const texts = new Map<string, string>();
  const open: (string | null)[] = [];
  for (const item of items) {
    if (!('type' in item)) {
      const id = open.findLast((one) => one !== null);
      if (id) texts.set(id, `${texts.get(id) ?? ''}${item.str}`);
    } else if (item.type === 'endMarkedContent') open.pop();
    else open.push(item.id || null);
  }
  return speak(await page.getStructTree(), texts, '');
}

function speak(
  node: Node | { type: string; id?: string },
  texts: Map<string, string>,
  role: string,
): Spoken[] {
  if ('children' in node) return node.children.flatMap((child) => speak(child, texts, node.role));
  const text = ('id' in node && node.id && texts.get(node.id)) || '';
  return text === '' ? [] : [{ role, text }];
}

/** All roles of a page's structure, with the words that stand in place of pictures. */
export async function rolesOf(page: PDFPageProxy): Promise<{ role: string; alt?: string }[]> {
  const walk = (node: Node): { role: string; alt?: string }[] => [
    { role: node.role, ...(node.alt && { alt: node.alt }) },
    ...node.children.flatMap((child) => ('children' in child ? walk(child as Node) : [])),
  ];
  return walk(await page.getStructTree());
}

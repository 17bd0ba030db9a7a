import PDFDocument from 'pdfkit';
import type { ReportDocument } from '../blocks.ts';
import { escapeXml } from '../charts/svg.ts';
import type { Fonts } from './fonts.ts';
import { clean } from './words.ts';

/** A pdfkit document that writes names into its XMP metadata as XML wants them, which pdfkit forgets. */
class Pdf extends PDFDocument {
  _addInfo(): void {
    const { info } = this;
    this.info = Object.fromEntries(
      Object.entries(info).map(([key, value]) => [key, typeof value === 'string' ? escapeXml(value) : value]),
    ) as typeof info;
    (PDFDocument.prototype as unknown as { _addInfo(): void })._addInfo.call(this);
    this.info = info;
  }
}

/** An empty PDF with the document's metadata and fonts, and its bytes once it is ended. */
export function newPdf(
  document: ReportDocument,
  size: { readonly width: number; readonly height: number },
  fonts: Fonts,
): { readonly pdf: PDFKit.PDFDocument; readonly bytes: Promise<Buffer> } {
  const pdf = new Pdf({
    size: [size.width, size.height],
    margin: 0,
    autoFirstPage: false,
    // No standard font: all are embedded.
    font: null as unknown as string,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    info: {
      Title: clean(document.title),
      Subject: clean(`Technical environment of ${document.customer.name}`),
      Author: 'Technical environment',
      Creator: 'Technical environment',
      Producer: 'PDFKit',
      // The file's ID follows from this, so that it too depends on the document alone.
      CreationDate: new Date(document.generatedAt),
    },
  });
  pdf.registerFont('regular', fonts.handle(fonts.regular));
  pdf.registerFont('strong', fonts.handle(fonts.strong));
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  pdf.on('end', () => resolve(Buffer.concat(chunks)));
  pdf.on('error', reject);
  return { pdf, bytes: promise };
}

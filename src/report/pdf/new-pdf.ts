import type { ReportDocument } from '../blocks.ts';
import type { Fonts } from './fonts.ts';
import { Pdf } from './pdf.ts';
import { clean } from './words.ts';

/** An empty PDF with the document's metadata and fonts. Sizes in points. */
export function newPdf(
  document: ReportDocument,
  size: { readonly width: number; readonly height: number },
  fonts: Fonts,
): Pdf {
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
  return pdf;
}

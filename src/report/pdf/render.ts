import { setImmediate } from 'node:timers/promises';
import type { ReportDocument } from '../blocks.ts';
import { BELOW_BAND, layBand } from './band.ts';
import { Coverage } from './coverage.ts';
import { loadFonts } from './fonts.ts';
import { drawFurniture } from './furniture.ts';
import { layBlocks } from './layout.ts';
import { measures, type Paper, papers } from './measures.ts';
import { newPdf } from './new-pdf.ts';
import { openingOf } from './opening.ts';
import { makeStyles, type Place } from './place.ts';
import { paginate, type Strip } from './strip.ts';
import { Surface } from './surface.ts';

/** How long rendering may hold the event loop at a stretch. */
const LONGEST_STRETCH_MS = 15;

/** How a report is made a PDF. */
export interface PdfOptions {
  readonly paper: Paper;
  /** Stops the work, soon after it fires. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A report as a tagged PDF 1.7 with embedded fonts. The same document gives the same bytes.
 * @throws {FontError} when a font file is missing; and the signal's reason.
 */
export async function renderPdf(document: ReportDocument, { paper, signal }: PdfOptions): Promise<Buffer> {
  const fonts = loadFonts();
  const size = papers[paper];
  const coverage = new Coverage();
  const place: Place = {
    x: measures.side,
    width: size.width - 2 * measures.side,
    tag: { role: 'Document', parent: null },
    setting: { fonts, coverage },
    styles: makeStyles(fonts),
  };
  const breathe = breather(signal);
  const opening = openingOf(document);
  const band = layBand(document, opening, place, size.width);
  const strips: Strip[] = [];
  for (const strip of layBlocks(opening.rest, place)) {
    strips.push(strip);
    await breathe();
  }
  strips.push(...layBlocks(coverage.notes(), place));
  const pages = paginate(strips, {
    first: band.height + BELOW_BAND,
    top: measures.top,
    bottom: size.height - measures.bottom,
  });

  const pdf = newPdf(document, size, fonts);
  const surface = new Surface(pdf, fonts);
  for (const [index, page] of pages.entries()) {
    surface.turn();
    if (index === 0) band.draw(surface);
    for (const { strip, y } of page) {
      strip.draw(surface, y);
      await breathe();
    }
    drawFurniture(surface, document, place, paper, { number: index + 1, count: pages.length });
  }
  return pdf.finish();
}

/** Lets others have the event loop once we held it for long. The clock decides about time only, never about bytes. */
function breather(signal: AbortSignal | undefined): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < LONGEST_STRETCH_MS) return undefined;
    return setImmediate().then(() => {
      signal?.throwIfAborted();
      since = performance.now();
    });
  };
}

import type { ReportDocument } from '../blocks.ts';
import { moment } from '../document/clock.ts';
import { colours } from '../look.ts';
import { measures, type Paper, papers } from './measures.ts';
import type { Place } from './place.ts';
import { shorten } from './shorten.ts';
import type { Surface } from './surface.ts';
import { clean } from './words.ts';

/** What every page has at its edges: the customer's name from page 2 on, the date, and the page's number of how many. */
export function drawFurniture(
  surface: Surface,
  document: ReportDocument,
  { x, width, styles }: Place,
  paper: Paper,
  page: { readonly number: number; readonly count: number },
): void {
  const style = styles.furniture;
  const right = x + width;
  const write = (text: string, at: 'left' | 'right', y: number) => {
    const shown = shorten(clean(text).replaceAll('\n', ' '), style, width * 0.62);
    const textWidth = style.face.width(shown, style.size, false);
    surface.text(at === 'left' ? x : right - textWidth, y, { text: shown, style, width: textWidth });
  };
  const footer = papers[paper].height - measures.footerBaseline;
  surface.decorate(() => {
    if (page.number > 1) {
      write(document.customer.name, 'left', measures.headerBaseline);
      write('Technical environment', 'right', measures.headerBaseline);
      surface.rect(x, measures.headerBaseline + 8, width, 0.5, colours.line);
    }
    surface.rect(x, footer - 15, width, 0.5, colours.line);
    write(moment(document.generatedAt), 'left', footer);
    write(`Page ${page.number} of ${page.count}`, 'right', footer);
  }, 'Pagination');
}

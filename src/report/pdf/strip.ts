import type { Surface } from './surface.ts';

/** A slice of the page as wide as its text that no page break cuts. Heights in points. */
export interface Strip {
  readonly height: number;
  /** Space above; there is none at the top of a page. */
  readonly gap: number;
  /** Stands on the same page as the strip after it, if both fit on one. */
  readonly keep: boolean;
  /** What is said again above this strip where it begins a page. */
  readonly repeat?: Strip;
  /** Means nothing at the top of a page, and is left out there. */
  readonly optional?: boolean;
  draw(surface: Surface, y: number): void;
}

/** A strip and where it stands on its page. */
export interface PlacedStrip {
  readonly strip: Strip;
  readonly y: number;
}

/** Where strips may stand, from the top of the paper. `first` is the top of the first page. */
export interface Frame {
  readonly first: number;
  readonly top: number;
  readonly bottom: number;
}

/** Distributes strips over pages; there is always one page. */
export function paginate(strips: readonly Strip[], { first, top, bottom }: Frame): PlacedStrip[][] {
  const pages: PlacedStrip[][] = [[]];
  let y = first;
  const turn = () => {
    pages.push([]);
    y = top;
  };
  const put = (strip: Strip) => {
    const page = pages.at(-1) as PlacedStrip[];
    if (page.length === 0 && strip.optional) return;
    if (page.length === 0 && pages.length > 1 && strip.repeat !== undefined) put(strip.repeat);
    if (page.length > 0) y += strip.gap;
    page.push({ strip, y });
    y += strip.height;
  };
  for (let from = 0; from < strips.length; ) {
    const group = groupAt(strips, from);
    const height = group.reduce((sum, strip) => sum + strip.gap + strip.height, 0);
    const fresh = height - (group[0]?.gap ?? 0) + (group[0]?.repeat?.height ?? 0);
    if (y + height > bottom && fresh <= bottom - top && pages.at(-1)?.length !== 0) turn();
    for (const strip of group) {
      if (y + strip.gap + strip.height > bottom && pages.at(-1)?.length !== 0) turn();
      put(strip);
    }
    from += group.length;
  }
  return pages;
}

/** The strips from one on that want to stay on one page. */
function groupAt(strips: readonly Strip[], from: number): readonly Strip[] {
  let end = from;
  while (end < strips.length - 1 && strips[end]?.keep) end += 1;
  return strips.slice(from, end + 1);
}

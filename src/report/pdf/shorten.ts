import type { Style } from './words.ts';

/** The text, its end replaced by "…" where it is wider than there is room. */
export function shorten(text: string, { face, size }: Style, width: number): string {
  if (face.width(text.slice(0, 400), size, false) <= width && text.length <= 400) return text;
  const characters = [...text].slice(0, 400);
  let used = face.width('…', size, false);
  const end = characters.findIndex((character) => {
    used += face.width(character, size, false);
    return used > width;
  });
  return `${characters
    .slice(0, end === -1 ? undefined : end)
    .join('')
    .trimEnd()}…`;
}

import { n, type Scene, type Shape } from './scene.ts';

const FONTS = "Inter, 'Segoe UI', system-ui, sans-serif";

/** The drawing as an SVG document without scripts, styles or ids; `alternative` says in words what it shows. */
export function toSvg({ width, height, shapes }: Scene, alternative: string): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" role="img" aria-label="${escapeXml(alternative)}" font-family="${FONTS}">`,
    ...shapes.map(toElement),
    '</svg>',
  ].join('\n');
}

function toElement(shape: Shape): string {
  if (shape.kind === 'text') {
    const weight = shape.strong ? ' font-weight="600"' : '';
    return `<text x="${n(shape.x)}" y="${n(shape.y)}" font-size="${n(shape.size)}" text-anchor="${shape.anchor}" fill="${shape.colour}"${weight}>${escapeXml(shape.text)}</text>`;
  }
  const { d, fill = 'none', stroke } = shape;
  const dashes = stroke?.dashes === undefined ? '' : ` stroke-dasharray="${stroke.dashes.map(n).join(' ')}"`;
  const line =
    stroke === undefined ? '' : ` stroke="${stroke.colour}" stroke-width="${n(stroke.width)}"${dashes}`;
  return `<path d="${d}" fill="${fill}"${line}/>`;
}

/** Text for XML, in an element or in an attribute; characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

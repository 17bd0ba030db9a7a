import type { Scene, Shape } from '../charts/scene.ts';
import type { Surface } from './surface.ts';

/** Draws a chart's shapes as vectors, its top left corner at a place. `scale` is points per unit. */
export function drawScene(surface: Surface, { shapes }: Scene, x: number, y: number, scale: number): void {
  const { pdf } = surface;
  surface.within(() => {
    pdf.transform(scale, 0, 0, scale, x, y);
    for (const shape of shapes) drawShape(surface, shape);
  });
}

function drawShape(surface: Surface, shape: Shape): void {
  const { pdf } = surface;
  if (shape.kind === 'text') {
    surface.label(shape);
    return;
  }
  pdf.path(shape.d);
  if (shape.fill !== undefined) surface.paint(shape.fill);
  if (shape.stroke === undefined) {
    pdf.fill();
    return;
  }
  const { colour, width, dashes } = shape.stroke;
  pdf.lineWidth(width).strokeColor(colour);
  if (dashes === undefined) pdf.undash();
  else pdf.dash(dashes[0], { space: dashes[1] });
  if (shape.fill === undefined) pdf.stroke();
  else pdf.fillAndStroke();
}

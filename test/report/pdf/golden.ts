import { readFile, writeFile } from 'node:fs/promises';
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';

const BLOCK = 12;

/** The least that a picture may differ somewhere to count as another, in levels of 255 averaged over a small square. */
export const TOLERANCE = 9;

/** Where a golden picture lies. */
export const goldenFile = (name: string) => new URL(`golden/${name}.png`, import.meta.url);

/** Keeps a picture as the golden one. */
export async function keep(name: string, canvas: Canvas): Promise<void> {
  await writeFile(goldenFile(name), await canvas.encode('png'));
}

/**
 * How far a picture is from its golden one where it is farthest: the mean difference in the worst small square. Edges that
 * another machine smooths otherwise stay far below what a moved or missing word gives.
 */
export async function distance(name: string, canvas: Canvas): Promise<number> {
  const image = await loadImage(await readFile(goldenFile(name)));
  const { width, height } = canvas;
  if (image.width !== width || image.height !== height) return 255;
  const golden = createCanvas(width, height);
  golden.getContext('2d').drawImage(image, 0, 0);
  const [ours, theirs] = [canvas, golden].map(
    (one) => one.getContext('2d').getImageData(0, 0, width, height).data,
  );
  if (ours === undefined || theirs === undefined) return 255;
  let worst = 0;
  for (let top = 0; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK) {
      let [sum, count] = [0, 0];
      for (let y = top; y < Math.min(top + BLOCK, height); y += 1) {
        for (let x = left; x < Math.min(left + BLOCK, width); x += 1) {
          const at = (y * width + x) * 4;
          for (let channel = at; channel < at + 3; channel += 1) {
            sum += Math.abs((ours[channel] as number) - (theirs[channel] as number));
            count += 1;
          }
        }
      }
      worst = Math.max(worst, sum / count);
    }
  }
  return worst;
}

import { createRequire } from 'node:module';
import path from 'node:path';

/** The one font of our drawings, so that a picture looks the same on every machine, one without fonts included. */
const FONT = 'Convenor Roboto';

/** Regular, medium and bold, as the package names its files. */
const WEIGHTS = ['Regular', 'Medium', 'Bold'] as const;

type Canvas = typeof import('@napi-rs/canvas');

let loading: Promise<Canvas> | null = null;

/**
 * Draws an SVG as PNG, `width` pixels wide. The drawing library is loaded with the first picture only.
 * @throws Error when it is no SVG, or has no size
 */
export async function toPng(svg: string, width: number): Promise<Buffer> {
  loading ??= load();
  const { createCanvas, loadImage } = await loading;
  const image = await loadImage(Buffer.from(inOurFont(svg)));
  if (!(image.width > 0 && image.height > 0)) throw new Error('A drawing without a size cannot be shown.');
  const height = Math.round((width * image.height) / image.width);
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(image, 0, 0, width, height);
  return canvas.encode('png');
}

async function load(): Promise<Canvas> {
  const canvas = await import('@napi-rs/canvas');
  const folder = path.dirname(createRequire(import.meta.url).resolve('roboto-fontface/package.json'));
  for (const weight of WEIGHTS) {
    const file = path.join(folder, 'fonts', 'roboto', `Roboto-${weight}.woff2`);
    if (!canvas.GlobalFonts.registerFromPath(file, FONT)) throw new Error(`${file} could not be read.`);
  }
  return canvas;
}

function inOurFont(svg: string): string {
  return svg
    .replace(/\bfont-family\s*=\s*("[^"]*"|'[^']*')/g, '')
    .replace(/font-family\s*:[^;"']*;?/g, '')
    .replace(/<svg\b/, `<svg font-family="${FONT}"`);
}

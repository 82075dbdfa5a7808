import { initWasm, Resvg } from '@resvg/resvg-wasm';
import module from '@resvg/resvg-wasm/index_bg.wasm';
import type { AnyFigure } from '../../lib/figures/figure.ts';
import { Problem } from '../problems/problem.ts';
import type { Drawing } from './drawing.ts';
import { fonts } from './fonts.ts';
import type { View } from './view.ts';

/** Pixels of a picture: 32 MB while it is drawn, of the 128 MB that a Worker has. */
export const mostPixels = 8_000_000;

let ready: Promise<void> | undefined;

/** The rasteriser, made ready once; a failure is not kept. */
function rasteriser(): Promise<void> {
  ready ??= initWasm(module).catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

/** Room in CSS pixels for title, description, source and margins around a figure: twice what they take at the least width. */
const roomForText = 1000;

/**
 * Whether a figure's picture has at most `mostPixels` whatever its text is. Known without drawing it; where this is false
 * only the drawing tells.
 */
export function surelyFits(figure: AnyFigure, { px, scale }: View): boolean {
  return px * scale * (figure.height(px, null) + roomForText) * scale <= mostPixels;
}

/**
 * A drawing as PNG, `scale` pixels to the CSS pixel.
 * @throws Problem if it would have more than `mostPixels`.
 */
export async function rasterise({ svg, width, height }: Drawing, scale: number): Promise<Uint8Array> {
  const pixels = Math.round(width * scale) * Math.round(height * scale);
  if (pixels > mostPixels) {
    const largest = Math.floor(Math.sqrt(mostPixels / (width * height)));
    const detail = `${width * scale} × ${height * scale} is ${pixels} pixels; allowed are ${mostPixels}.`;
    const errors = [
      { parameter: 'scale', given: String(scale), detail, allowed: `up to ${Math.max(1, largest)} at this width` },
    ];
    throw new Problem('too-many-pixels', detail, { errors });
  }
  await rasteriser();
  const resvg = new Resvg(svg, {
    font: { fontBuffers: [...fonts], loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' },
    fitTo: { mode: 'zoom', value: scale },
  });
  try {
    const image = resvg.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    resvg.free();
  }
}

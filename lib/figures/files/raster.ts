import type { Resvg } from '@resvg/resvg-wasm';
import type { AnyFigure } from '../figure.ts';
import type { Drawing } from './drawing.ts';
import { encodePng, type Zlib } from './png.ts';
import type { View } from './view.ts';

/** Pixels of a picture: 32 MB while it is drawn, of the 128 MB that a Worker has. */
export const mostPixels = 8_000_000;

/** A picture that would have more than `mostPixels`. */
export class TooManyPixels extends Error {
  override readonly name = 'TooManyPixels';
  readonly scale: number;
  /** The largest scale at the same width. */
  readonly largest: number;
  constructor({ width, height }: Pick<Drawing, 'width' | 'height'>, scale: number) {
    const pixels = pixelsOf({ width, height }, scale);
    super(`${width * scale} × ${height * scale} is ${pixels} pixels; allowed are ${mostPixels}.`);
    this.scale = scale;
    this.largest = Math.max(1, Math.floor(Math.sqrt(mostPixels / (width * height))));
  }
}

const pixelsOf = ({ width, height }: Pick<Drawing, 'width' | 'height'>, scale: number) =>
  Math.round(width * scale) * Math.round(height * scale);

/** Room in CSS pixels for title, description, source and margins around a figure: twice what they take at the least width. */
const roomForText = 1000;

/**
 * Whether a figure's picture has at most `mostPixels` whatever its text is. Known without drawing it; where this is false
 * only the drawing tells.
 */
export function surelyFits(figure: AnyFigure, { px, scale }: View): boolean {
  return px * scale * (figure.height(px, null) + roomForText) * scale <= mostPixels;
}

/** What makes pixels: resvg, started by the host, the faces that figures use (it knows no system fonts), and zlib. */
export interface Rasteriser {
  readonly Resvg: typeof Resvg;
  readonly fonts: readonly Uint8Array[];
  readonly zlib: Zlib;
}

/**
 * A drawing as PNG, `scale` pixels to the CSS pixel.
 * @throws TooManyPixels
 */
export function rasterise({ Resvg, fonts, zlib }: Rasteriser, drawing: Drawing, scale: number): Uint8Array {
  if (pixelsOf(drawing, scale) > mostPixels) throw new TooManyPixels(drawing, scale);
  const resvg = new Resvg(drawing.svg, {
    font: { fontBuffers: [...fonts], loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' },
    fitTo: { mode: 'zoom', value: scale },
  });
  try {
    const image = resvg.render();
    try {
      return encodePng(image, zlib);
    } finally {
      image.free();
    }
  } finally {
    resvg.free();
  }
}

import type { AnyFigure } from '../figure.ts';

/** Room in CSS pixels that a frame takes besides the picture, at its widest and its narrowest: title, words, links. */
const around = { wide: 520, narrow: 920 };
/** Widths at which these were measured. */
const widths = { wide: 760, narrow: 320 };
/** Of a frame's margins, left and right together. */
const margins = 32;

/** Height in CSS pixels that a frame of that width takes, roughly; the frame itself tells its page exactly. */
export function frameHeight(figure: AnyFigure, table: object | null, width: number): number {
  const share = Math.min(1, Math.max(0, (width - widths.narrow) / (widths.wide - widths.narrow)));
  const words = around.narrow + share * (around.wide - around.narrow);
  return Math.round(figure.height(Math.max(280, width - margins), table) + words);
}

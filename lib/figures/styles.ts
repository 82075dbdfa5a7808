import type { Theme } from './theme.ts';

/** How the three kinds of curves look everywhere, whatever their colour: theory dashed, experiment solid, recorded thin. */
export interface LineStyle {
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly strokeOpacity?: number;
  readonly strokeDasharray?: string;
  readonly strokeLinecap?: 'round';
}

/** A curve that a network made. */
export const experimentLine = (stroke: string): LineStyle => ({
  stroke,
  strokeWidth: 3.5,
  strokeOpacity: 0.8,
  strokeLinecap: 'round',
});

/** A curve of the theory. */
export const theoryLine = (theme: Theme, stroke: string = theme.theory): LineStyle => ({
  stroke,
  strokeWidth: 1.6,
  strokeDasharray: '5 4',
});

/** A curve that somebody else recorded: the authors' PyTorch runs. */
export const recordedLine = (theme: Theme): LineStyle => ({ stroke: theme.recorded, strokeWidth: 1 });

/** Keeps text readable where lines pass below it. */
export const halo = (theme: Theme) => ({ stroke: theme.background, strokeWidth: 3 });

/** Shapes of dots, in the order of the categories; names of Plot's symbols. */
export const categorySymbols = ['circle', 'square', 'triangle', 'diamond', 'cross', 'star', 'wye', 'times'] as const;

const dashes = [undefined, '6 3', '2 3', '10 3', '6 2 2 2', '1 4', '12 3 2 3', '4 4'] as const;

/** How the n-th of up to eight kinds looks: a colour, and a shape and a dash that tell it without the colour. @throws RangeError. */
export function categoryStyle(theme: Theme, n: number) {
  const colour = theme.categories[n];
  const symbol = categorySymbols[n];
  if (!colour || !symbol)
    throw new RangeError(`There are ${theme.categories.length} categories, from 0; given was ${n}.`);
  return { colour, symbol, strokeDasharray: dashes[n] };
}

/** The colour of a value in [low, high] on a scale of a theme; values outside have the scale's end. NaN has none. */
export function colourOf(scale: readonly string[], value: number, [low, high]: readonly [number, number]): string {
  if (Number.isNaN(value)) return 'none';
  const share = high > low ? (value - low) / (high - low) : 0.5;
  const n = Math.round(Math.min(1, Math.max(0, share)) * (scale.length - 1));
  return scale[n]!;
}

/** Tints of areas that carry text in ink, from little to much: the part of the sequential scale that text can be read on. */
export function tintsOf(theme: Theme, count: number): readonly string[] {
  const readable = theme.sequential.slice(0, 6);
  return Array.from({ length: count }, (_, n) => readable[Math.round(((n + 1) * (readable.length - 1)) / count)]!);
}

import type * as Plot from '@observablehq/plot';
import { compactBelow } from '../panels.ts';

/** Sizes of the two-point figure in CSS pixels: four panels in two columns, denser where the figure is narrow. */
export interface Layout {
  readonly compact: boolean;
  readonly panelWidth: number;
  readonly panelHeight: number;
  readonly titleHeight: number;
  readonly curveHeight: number;
  readonly stripHeight: number;
  readonly gap: number;
  readonly marginLeft: number;
  readonly marginRight: number;
  readonly ticks: number;
}

const columns = 2;

export function layoutOf(width: number): Layout {
  const compact = width < compactBelow;
  const gap = compact ? 14 : 24;
  const heights = compact
    ? { titleHeight: 22, curveHeight: 128, stripHeight: 66 }
    : { titleHeight: 26, curveHeight: 168, stripHeight: 74 };
  return {
    compact,
    gap,
    ...heights,
    panelWidth: (width - gap * (columns - 1)) / columns,
    panelHeight: heights.titleHeight + heights.curveHeight + heights.stripHeight,
    marginLeft: compact ? 40 : 46,
    marginRight: compact ? 6 : 10,
    ticks: compact ? 3 : 5,
  };
}

/** Left upper corner of the n-th of four panels. */
export function panelCorner({ panelWidth, panelHeight, gap }: Layout, n: number): { x: number; y: number } {
  return { x: (n % columns) * (panelWidth + gap), y: Math.floor(n / columns) * (panelHeight + gap) };
}

/** Height of the figure at a width. */
export function twoPointsHeight(width: number): number {
  const { panelHeight, gap } = layoutOf(width);
  return 2 * panelHeight + gap;
}

/** The steps along the bottom of a panel. */
export const stepAxis = (steps: number, { compact, ticks }: Layout): Plot.ScaleOptions => ({
  domain: [0, steps],
  // Five digits and more need the room of two.
  ticks: compact && steps >= 10_000 ? 2 : ticks,
  tickFormat: 'd',
  label: 'step',
  labelArrow: 'none',
  labelAnchor: 'right',
  labelOffset: 32,
});

import { compactBelow } from '../panels.ts';

/** The panel in which a reader draws what they expect of y: sizes in CSS pixels of the drawing. */
export interface ExpectationLayout {
  readonly width: number;
  readonly height: number;
  /** Of what is drawn in, within the drawing. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Places along the run at which a drawn curve has a height: it is straight between them. */
export const knots = 41;
/** The axis of y ends here, in units of where y must end. */
export const highest = 1.25;

export function expectationLayout(width: number): ExpectationLayout {
  const height = width < compactBelow ? 300 : 340;
  return { width, height, left: 46, right: width - 12, top: 34, bottom: height - 40 };
}

/** Where a share of the run and a height, in units of where y must end, are drawn. */
export function placeOf({ left, right, top, bottom }: ExpectationLayout, share: number, height: number) {
  return { x: left + share * (right - left), y: bottom - (height / highest) * (bottom - top) };
}

/** The knot that is nearest to a place of the drawing, and the height there, within the panel. */
export function knotAt({ left, right, top, bottom }: ExpectationLayout, x: number, y: number) {
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return {
    knot: Math.round(within((x - left) / (right - left), 1) * (knots - 1)),
    height: within(((bottom - y) / (bottom - top)) * highest, highest),
  };
}

/** A drawn curve as path data. */
export function curvePath(layout: ExpectationLayout, heights: readonly number[]): string {
  const points = heights.map((height, n) => placeOf(layout, n / (knots - 1), height));
  return `M${points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}`;
}

/**
 * The heights after the hand has moved from one place to another: everything between them follows, so that a fast hand
 * leaves no gaps.
 */
export function drawnThrough(
  heights: readonly number[],
  from: { readonly knot: number; readonly height: number },
  to: { readonly knot: number; readonly height: number },
): number[] {
  const [first, last] = from.knot <= to.knot ? [from, to] : [to, from];
  return heights.map((height, n) => {
    if (n === to.knot) return to.height;
    if (n < first.knot || n > last.knot) return height;
    return first.height + ((last.height - first.height) * (n - first.knot)) / (last.knot - first.knot);
  });
}

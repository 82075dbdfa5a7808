import type { DrawOptions } from './figure.ts';
import { textLine } from './sheet.ts';
import type { LineStyle } from './styles.ts';

/** A label that stands at a height of its own if it can. */
export interface Placed {
  /** Where it should stand, in CSS pixels. */
  readonly y: number;
}

/**
 * Moves labels apart so that neighbours are at least `gap` px from each other, as little as may be, within [top, bottom] if
 * there is room for all. In the order of the labels given.
 */
export function spreadLabels<Label extends Placed>(
  labels: readonly Label[],
  gap: number,
  [top, bottom]: readonly [number, number],
): Label[] {
  const order = labels.map((_, n) => n).sort((a, b) => labels[a]!.y - labels[b]!.y);
  const heights = labels.map(({ y }) => y);
  let least = top;
  for (const n of order) {
    least = Math.max(heights[n]!, least);
    heights[n] = least;
    least += gap;
  }
  let most = bottom;
  for (const n of [...order].reverse()) {
    most = Math.min(heights[n]!, most);
    heights[n] = most;
    most -= gap;
  }
  return labels.map((label, n) => ({ ...label, y: heights[n]! }));
}

/** One entry of a key: what kind of line it is, and what it is called. */
export interface KeyEntry {
  readonly text: string;
  readonly style: LineStyle;
  /** Colour of the text; that of the line if not given. */
  readonly fill?: string;
}

/** Direct labels, each with a piece of its line before it, one below the other from the left end of their text. */
export function lineKey(
  options: DrawOptions,
  entries: readonly KeyEntry[],
  { x, y }: { x: number; y: number },
): SVGElement[] {
  return entries.flatMap(({ text, style, fill }, n) => {
    const at = y + 17 * n;
    const label = textLine(options, { x, y: at, size: 12, fill: fill ?? style.stroke, weight: 600 });
    label.textContent = text;
    const sample = options.document.createElementNS('http://www.w3.org/2000/svg', 'line');
    const attributes = {
      x1: x - 27,
      x2: x - 5,
      y1: at - 4,
      y2: at - 4,
      stroke: style.stroke,
      'stroke-width': style.strokeWidth,
    };
    for (const [name, value] of Object.entries(attributes)) sample.setAttribute(name, String(value));
    if (style.strokeDasharray) sample.setAttribute('stroke-dasharray', style.strokeDasharray);
    return [sample, label];
  });
}

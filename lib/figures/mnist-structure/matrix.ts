import { colourOf } from '../styles.ts';
import { textLine } from '../sheet.ts';
import type { DrawOptions } from '../figure.ts';
import type { MnistStructureTable } from './table.ts';

/** What the colours span, in units of the mean between different labels; what is beyond has the last colour. */
export const colourLimits = [0, 2] as const;
/** Room for the digits on the left and below. */
export const matrixMargin = 18;

/**
 * A symmetric matrix as a square with its labels on the left and below. Each colour is one path of horizontal strokes, the most
 * frequent one the ground, and what is below the diagonal the mirror image of what is above, so that ten thousand cells stay a
 * small picture.
 * @param side of the square, without its labels, in CSS pixels.
 */
export function drawMatrix(
  { labels, pairs }: Pick<MnistStructureTable, 'labels' | 'pairs'>,
  values: readonly number[],
  { x, y, side }: { x: number; y: number; side: number },
  options: DrawOptions,
): SVGElement[] {
  const { theme, document } = options;
  const size = labels.length;
  const colours = new Array<string>(size * size).fill(colourOf(theme.sequential, 0, colourLimits));
  pairs.forEach(([first, second], n) => {
    const [row, column] = first < second ? [first, second] : [second, first];
    colours[row * size + column] = colourOf(theme.sequential, values[n]!, colourLimits);
  });
  const element = (name: string, attributes: Readonly<Record<string, string | number>>) => {
    const made = document.createElementNS<'g'>('http://www.w3.org/2000/svg', name as 'g');
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    return made;
  };
  const picture = element('svg', { x: x + matrixMargin, y, width: side, height: side, viewBox: `0 0 ${size} ${size}` });
  picture.setAttribute('shape-rendering', 'crispEdges');
  const paths = strokes(colours, size);
  const ground = [...paths].reduce((a, b) => (b[1].cells > a[1].cells ? b : a))[0];
  const half = element('g', { id: nameOf([...paths.values()].map(({ data }) => data).join(), side) });
  for (const [colour, { data }] of paths) {
    // A little higher than a row, so that no background shows between rows.
    if (colour !== ground)
      half.append(element('path', { d: data, stroke: colour, 'stroke-width': 1.04, fill: 'none' }));
  }
  picture.append(
    element('path', { d: `M0 0h${size}v${size}h-${size}z`, fill: ground }),
    half,
    element('use', { href: `#${half.id}`, transform: 'matrix(0 1 1 0 0 0)' }),
  );
  const edges = blocks(labels);
  const lines = edges.slice(1).map(({ from }) => `M0 ${from}H${size}M${from} 0V${size}`);
  const grid = { d: lines.join(''), stroke: theme.background, 'stroke-width': size / side, fill: 'none' };
  picture.append(element('path', grid));
  const names = edges.flatMap(({ label, from, to }) => {
    const at = (((from + to) / 2) * side) / size;
    const [left, below] = [
      textLine(options, { x: x + matrixMargin - 5, y: y + at + 4, size: 11, fill: theme.muted }),
      textLine(options, { x: x + matrixMargin + at, y: y + side + 13, size: 11, fill: theme.muted }),
    ];
    left.setAttribute('text-anchor', 'end');
    below.setAttribute('text-anchor', 'middle');
    left.textContent = below.textContent = String(label);
    return [left, below];
  });
  return [picture, ...names];
}

/** A name for these cells at this size in the page: others have another. */
function nameOf(cells: string, side: number): string {
  let hash = Math.round(side);
  for (let n = 0; n < cells.length; n++) hash = (Math.imul(hash, 31) + cells.charCodeAt(n)) | 0;
  return `cells-${(hash >>> 0).toString(36)}`;
}

interface Strokes {
  readonly data: string;
  readonly cells: number;
  /** Where the last one ends. */
  readonly x: number;
  readonly y: number;
}

/**
 * For each colour the strokes of its cells on and above the diagonal, neighbours in a row being one, each told from the end of
 * the one before.
 */
function strokes(colours: readonly string[], size: number): ReadonlyMap<string, Strokes> {
  const paths = new Map<string, Strokes>();
  for (let row = 0; row < size; row++) {
    for (let from = row; from < size;) {
      const colour = colours[row * size + from]!;
      let to = from + 1;
      while (to < size && colours[row * size + to] === colour) to++;
      const { data, cells, x, y } = paths.get(colour) ?? { data: 'M0 .5', cells: 0, x: 0, y: 0 };
      const stroke = `m${from - x} ${row - y}h${to - from}`;
      paths.set(colour, { data: data + stroke, cells: cells + to - from, x: to, y: row });
      from = to;
    }
  }
  return paths;
}

/** Where the digits of each label stand. */
function blocks(labels: readonly number[]): { label: number; from: number; to: number }[] {
  return [...new Set(labels)].map((label) => ({
    label,
    from: labels.indexOf(label),
    to: labels.lastIndexOf(label) + 1,
  }));
}

import * as Plot from '@observablehq/plot';
import { xorSettings } from '../../experiments/xor/parameters.ts';
import { cutTo } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { panelCorner, panelsOf, type Panels } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { colourOf, tintsOf } from '../styles.ts';
import { matrixNames, pointNames, type MatrixName, type XorGroup, type XorTable } from './table.ts';

const titleHeight = 42;
const gap = 8;
/** Room for the points' names at the left of the first matrix, and below each. */
const names = { left: 24, below: 18 };
const usualHeads: Readonly<Record<MatrixName, string>> = { initial: 'start', final: 'end', theory: 'theory' };

const matrixSize = (panelWidth: number) =>
  (panelWidth - names.left - gap * (matrixNames.length - 1)) / matrixNames.length;

const layoutOf = (width: number, count: number): Panels =>
  panelsOf(width, {
    ...{ count, least: 300, most: 2, gapX: 30, gapY: 20 },
    heightOf: (panel) => Math.round(titleHeight + Math.min(180, matrixSize(panel)) + names.below),
  });

export const matricesHeight = (width: number, count: number = Object.keys(xorSettings).length): number =>
  layoutOf(width, count).height;

/** Three matrices for each setting, under these heads: darker is farther apart, on a scale of the setting's own. */
export function drawMatrices(
  { groups }: Pick<XorTable, 'groups'>,
  options: DrawOptions,
  heads: Readonly<Record<MatrixName, string>> = usualHeads,
): SVGSVGElement {
  const { theme, width } = options;
  const layout = layoutOf(width, groups.length);
  const outer = sheet(options, width, matricesHeight(width, groups.length));
  const size = Math.min(180, matrixSize(layout.panelWidth));
  groups.forEach((group, n) => {
    const { x, y } = panelCorner(layout, n);
    const title = textLine(options, { x: x + names.left, y: y + 13, size: 13, fill: theme.ink, weight: 600 });
    title.textContent = `${group.id}, gain ${group.gain}: ${verdictOf(group)}`;
    outer.append(title);
    matrixNames.forEach((name, m) => {
      const left = x + (m === 0 ? 0 : names.left + m * (size + gap));
      const start = x + names.left + m * (size + gap);
      const head = textLine(options, { x: start, y: y + titleHeight - 6, size: 12, fill: theme.ink });
      head.textContent = heads[name];
      const plot = matrixPlot(group, name, { size, named: m === 0 }, options);
      place(plot, left, y + titleHeight);
      outer.append(head, plot);
    });
  });
  return outer;
}

const verdictOf = ({ pearson }: XorGroup): string =>
  pearson ? `theory r = ${cutTo(pearson.median, 3)}` : 'no comparison';

/** A distance as a cell has room for it. */
function textOf(distance: number): string {
  if (!Number.isFinite(distance)) return '–';
  if (distance < 0.9995) return distance.toFixed(2).slice(1).replace(/^00$/, '0');
  return distance < 9.95 ? distance.toFixed(1) : distance.toFixed(0);
}

function matrixPlot(
  { pairs }: XorGroup,
  name: MatrixName,
  { size, named }: { size: number; named: boolean },
  options: DrawOptions,
): SVGSVGElement {
  const { theme } = options;
  const known = pairs.flatMap((pair) => matrixNames.map((each) => pair[each])).filter(Number.isFinite);
  const most = Math.max(...known);
  const tints = tintsOf(theme, 6);
  const both = pairs.flatMap((pair) => [
    { x: pointNames[pair.second]!, y: pointNames[pair.first]!, distance: pair[name] },
    { x: pointNames[pair.first]!, y: pointNames[pair.second]!, distance: pair[name] },
  ]);
  const band = { type: 'band', domain: pointNames, label: null, tickSize: 0, padding: 0 } as const;
  const marginLeft = named ? names.left : 0;
  return plainPlot(options, {
    ...{ width: marginLeft + size, height: size + names.below },
    ...{ marginLeft, marginRight: 0, marginTop: 0, marginBottom: names.below },
    x: band,
    y: { ...band, axis: named ? 'left' : null },
    marks: [
      Plot.cell(pointNames, { x: (d: string) => d, y: (d: string) => d, inset: 0.5, stroke: theme.grid, fill: 'none' }),
      Plot.cell(both, {
        x: 'x',
        y: 'y',
        inset: 0.5,
        fill: (d: { distance: number }) => colourOf(tints, d.distance, [0, most]),
      }),
      Plot.text(both, {
        x: 'x',
        y: 'y',
        text: (d: { distance: number }) => textOf(d.distance),
        fontSize: 11,
        fill: theme.ink,
      }),
    ],
  });
}

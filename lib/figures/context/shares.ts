import * as Plot from '@observablehq/plot';
import { formatTick } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { plainPlot } from '../sheet.ts';
import { experimentLine, halo, theoryLine } from '../styles.ts';
import { hasLearnt, middles, type ContextRun, type ContextTable } from './table.ts';

/** Axis limits, the same for all states. */
const shareLimits = [-0.12, 0.7] as const;
const gainLimits = [0.18, 2.2] as const;

const hasPlace = ({ gain, irrelevantFinal: share }: ContextRun) =>
  share !== null && share <= shareLimits[1] && gain >= gainLimits[0] && gain <= gainLimits[1];

/** Runs that have no place in the picture of shares. */
export const offShares = ({ runs }: ContextTable): number => runs.filter((run) => !hasPlace(run)).length;

/** What is kept of the feature that is not asked for, over the gain, between the theory's two limits. */
export function drawShares(
  { runs, layers, state }: ContextTable,
  options: DrawOptions,
  size: { width: number; height: number },
): SVGSVGElement {
  const { theme } = options;
  const middle = middles(runs);
  const at = { x: 'gain', y: 'irrelevantFinal', r: 2.8, strokeWidth: 1.3 } as const;
  const placed = runs.filter(hasPlace);
  const shown = new Set(layers.map(({ run }) => run.id));
  const left = { fill: theme.ink, ...halo(theme), x: gainLimits[0], dx: 5, textAnchor: 'start' } as const;
  return plainPlot(options, {
    ...size,
    ...{ marginLeft: 28, marginRight: 8, marginTop: 8, marginBottom: 36 },
    x: {
      ...{ type: 'log', domain: [...gainLimits], ticks: [0.2, 0.5, 1, 2], tickFormat: formatTick },
      ...{ label: 'gain', labelArrow: 'none', labelAnchor: 'right', labelOffset: 34 },
    },
    y: { domain: [...shareLimits], ticks: [0, 0.2, 0.4, 0.6], tickFormat: formatTick, label: null, grid: true },
    marks: [
      Plot.line(middle, { x: 'gain', y: 'initial', ...theoryLine(theme) }),
      Plot.line([...gainLimits], { x: (gain: number) => gain, y: 0, ...theoryLine(theme) }),
      Plot.line(middle, { x: 'gain', y: 'final', ...experimentLine(theme.h) }),
      Plot.dot(placed.filter(hasLearnt), { ...at, fill: theme.h, stroke: theme.background, strokeWidth: 0.5 }),
      Plot.dot(
        placed.filter((run) => !hasLearnt(run)),
        { ...at, stroke: theme.h, fill: theme.background },
      ),
      Plot.dot(
        placed.filter(({ id }) => shown.has(id) && state.moment === 'final'),
        { ...at, r: 5.5, stroke: theme.ink },
      ),
      Plot.text(['rich limit: 0'], { ...left, y: 0, dy: 10 }),
      ...(middle.length > 0 ? [Plot.text(['lazy limit: as before'], { ...left, y: shareLimits[1], dy: 8 })] : []),
    ],
  });
}

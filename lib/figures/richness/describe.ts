import { formatNumber, formatR2 } from '../axes.ts';
import { titleTwoPoints } from '../two-points/describe.ts';
import { shareAtStart } from './shapes.ts';
import type { RichnessTable } from './table.ts';

export const titleRichness = (table: RichnessTable): string => `Rich or lazy: ${titleTwoPoints(table)}`;

/** What a share of the final representation that is there from the start is called. */
function regime(share: number): string {
  if (share < 0.2) return 'rich: nearly all of the representation is learnt, by a logistic curve';
  if (share > 0.8)
    return 'lazy: the representation hardly moves, and the predictions approach the targets exponentially';
  return 'between rich and lazy';
}

/** Where the run stands, and what its shape is. */
export function describeRichness({ shape, comparison, dots }: RichnessTable): string {
  const others = dots.length > 0 ? ` On the gauge are ${dots.length} released runs.` : '';
  if (!shape) {
    const why = comparison.fit?.physical ? 'the predictions do not come far enough apart' : 'the theory does not hold';
    return `The run has no place on the gauge: ${why}.${others}`;
  }
  const share = shareAtStart(shape.richness);
  return (
    `C = ${formatNumber(shape.richness)}, so that ${formatNumber(100 * share)} % of h(∞) are there before anything is learnt: ` +
    `${regime(share)}. The theory with its two rates has R² = ${formatR2(comparison.fit!.r2)}.${others}`
  );
}

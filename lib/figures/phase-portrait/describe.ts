import { formatNumber } from '../axes.ts';
import { titleTwoPoints } from '../two-points/describe.ts';
import { heightOn, pathOf, type PhasePortraitTable } from './table.ts';

export const titlePhasePortrait = (table: PhasePortraitTable): string => `Phase portrait: ${titleTwoPoints(table)}`;

const point = ({ h, c }: { h: number; c: number }) => `h = ${formatNumber(h)}, c = ${formatNumber(c)}`;

/** Where the run goes, where the theory says that it must end, and how far it leaves the theory's curve. */
export function describePhasePortrait(table: PhasePortraitTable): string {
  const { record, comparison, flow } = table;
  const path = pathOf(record.series);
  const last = formatNumber(record.series.step.at(-1) ?? 0);
  const way = `From ${point(path[0]!)} the run goes to ${point(path.at(-1)!)} at step ${last}.`;
  if (record.status === 'diverged')
    return `${way} Training diverged at step ${record.divergedAt}; no theory is fitted.`;
  if (!flow) return `${way} There is no flow to compare with: ${comparison.reason ?? 'both points have one target.'}`;
  const furthest = record.series.h.reduce((far, h, n) => {
    const ideal = heightOn(flow.invariant, record.series.y[n]!);
    return Math.max(far, Math.abs(h - ideal));
  }, 0);
  const off = formatNumber((100 * furthest) / flow.fixedPoint.h);
  const leave = `on the way the run leaves the invariant curve y = r h (h − A high) by up to ${off} % of h(∞)`;
  if (comparison.fit?.physical) return `${way} The flow ends at ${point(flow.fixedPoint)}; ${leave}.`;
  return `${way} The theory does not hold here: the flow of its best try ends at ${point(flow.fixedPoint)}, and ${leave}.`;
}

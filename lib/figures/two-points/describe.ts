import type { TwoPointsComparison } from '../../experiments/two-points/compare.ts';
import { firstPassage } from '../../experiments/two-points/summarise.ts';
import type { CurveName } from '../../experiments/run-record.ts';
import { activationNames } from '../../networks/activation-names.ts';
import { formatNumber } from '../axes.ts';
import type { TwoPointsTable } from './table.ts';

/** For example: "3 hidden layers of 100, leaky ReLU, gain 0.6, learning rate 0.05, seed 1". */
export function titleTwoPoints({ record }: TwoPointsTable): string {
  const { depth, width, activation, gain, lr, seed, centre } = record.parameters;
  const layers = `${depth} hidden layer${depth === 1 ? '' : 's'} of ${width}`;
  const pair = centre === -0.5 ? '' : `, pair centred at ${centre}`;
  return `${layers}, ${activationNames[activation]}, gain ${gain}, learning rate ${lr}${pair}, seed ${seed}`;
}

/** What a reader of the picture sees, in sentences made from the numbers. */
export function describeTwoPoints(table: TwoPointsTable): string {
  return [outcomeSentence(table), fitSentence(table)].join(' ');
}

function outcomeSentence({ record }: TwoPointsTable): string {
  const { series, parameters, status, divergedAt } = record;
  const last = series.step.at(-1) ?? 0;
  if (status === 'diverged') return `Training diverged: at step ${divergedAt} a number was no longer finite.`;
  const start = firstPassage(series, 0.05 * parameters.dy2);
  const half = firstPassage(series, parameters.dy2 / 2);
  const end = `h is ${formatNumber(series.h.at(-1)!)} and the loss ${formatNumber(series.loss.at(-1)!)} at step ${formatNumber(last)}`;
  if (half === null) return `The predictions do not come to half their target distance squared; ${end}.`;
  const halfDone = `half done at step ${formatNumber(Math.round(half))}`;
  if (start === null) return `A rise from the start, ${halfDone}; ${end}.`;
  return `A plateau to step ${formatNumber(Math.round(start))}, then a rise that is ${halfDone}; ${end}.`;
}

function fitSentence({ record, comparison }: TwoPointsTable): string {
  const { fit, reason, theory } = comparison;
  if (record.status === 'diverged') return 'No theory is fitted to it.';
  if (!fit || !theory) return `No theory could be fitted. ${reason ?? ''}`.trim();
  const rates = `η_h = ${formatNumber(fit.etaH)} and η_y = ${formatNumber(fit.etaY)} per step`;
  const largest = largestDeviation(record.series, theory);
  const quality = `within ${formatNumber(largest * 100)} % of each peak, R² = ${formatR2(fit.r2)}`;
  return fit.physical
    ? `The theory with ${rates} follows h, y and w ${quality}.`
    : `The theory does not hold here: ${reason ?? 'the fit is not meaningful'} Its best try, ${rates}, stays ${quality}.`;
}

/** Cut, not rounded, to four digits: a fit that is not perfect never reads as 1. */
function formatR2(r2: number): string {
  return (Math.floor(r2 * 1e4) / 1e4).toFixed(4).replace('-', '−');
}

/** The largest difference of network and theory in h, y and w, as a share of each curve's own peak. */
function largestDeviation(
  series: Readonly<Record<CurveName, readonly number[]>>,
  theory: NonNullable<TwoPointsComparison['theory']>,
): number {
  const shares = (['h', 'y', 'w'] as const).map((name) => {
    const peak = series[name].reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    const difference = series[name].reduce((a, value, n) => Math.max(a, Math.abs(value - theory[name][n]!)), 0);
    return peak > 0 ? difference / peak : 0;
  });
  return Math.max(...shares);
}

import { firstPassage } from '../../experiments/two-points/summarise.ts';
import type { CurveName } from '../../experiments/run-record.ts';
import { middleLayer } from '../../experiments/two-points/parameters.ts';
import { activationNames } from '../../networks/activation-names.ts';
import { architectureNames } from '../../networks/network.ts';
import type { Optimizer } from '../../training/trainer.ts';
import { formatNumber, formatR2 } from '../axes.ts';
import { pairRunOf, type PairRun } from './pair-run.ts';
import type { TwoPointsTable } from './table.ts';

const optimizerNames: Readonly<Record<Optimizer, string>> = { sgd: '', momentum: 'momentum', adam: 'Adam' };

/**
 * Everything that makes the run another than its neighbours: the network, the gain, the rate, the steps and the seed always,
 * the rest where it is not as usual. For example "3 hidden layers of 100, leaky ReLU, gain 0.6, learning rate 0.05, 510
 * steps, seed 1".
 */
export function titleTwoPoints({ record }: TwoPointsTable): string {
  const { architecture, optimizer, depth, width, layer, activation, gain, lr, steps, seed, dx2, dy2, centre } =
    record.parameters;
  const unusual = (wanted: boolean, text: string) => (wanted ? [text] : []);
  return [
    ...unusual(architecture !== 'mlp', architectureNames[architecture]),
    `${depth} hidden layer${depth === 1 ? '' : 's'} of ${width}`,
    activationNames[activation],
    `gain ${gain}`,
    ...unusual(optimizer !== 'sgd', optimizerNames[optimizer]),
    `learning rate ${lr}`,
    ...unusual(layer !== middleLayer(record.parameters), `layer ${layer} read`),
    ...unusual(dx2 !== 1, `‖dx‖² = ${dx2}`),
    ...unusual(dy2 !== 0.5, `‖dy‖² = ${dy2}`),
    ...unusual(centre !== -0.5, `pair centred at ${centre}`),
    `${steps.toLocaleString('en')} step${steps === 1 ? '' : 's'}`,
    `seed ${seed}`,
  ].join(', ');
}

/** What a reader of the picture sees, in sentences made from the numbers. */
export const describeTwoPoints = (table: TwoPointsTable): string => describePairRun(pairRunOf(table));

export function describePairRun(run: PairRun): string {
  return [outcomeSentence(run), fitSentence(run), ...recordedSentence(run)].join(' ');
}

function outcomeSentence({ series, steps, dy2, status, divergedAt }: PairRun): string {
  const last = series.step.at(-1) ?? 0;
  if (status === 'diverged') return `Training diverged: at step ${divergedAt} a number was no longer finite.`;
  if (last < steps) return `Stopped at step ${formatNumber(last)} of ${formatNumber(steps)}.`;
  const start = firstPassage(series, 0.05 * dy2);
  const half = firstPassage(series, dy2 / 2);
  const loss = series.loss.length > 0 ? ` and the loss ${formatNumber(series.loss.at(-1)!)}` : '';
  const end = `h is ${formatNumber(series.h.at(-1)!)}${loss} at step ${formatNumber(last)}`;
  if (dy2 === 0) return `Both points have one target; ${end}.`;
  if (half === null) return `The predictions do not come half as far apart, squared, as the targets are; ${end}.`;
  const halfway = `step ${formatNumber(Math.round(half))}`;
  // A start that takes less than a third of the way to the middle is no plateau.
  if (start === null || start < half / 3) return `No plateau: y comes halfway at ${halfway}; ${end}.`;
  return `A plateau to step ${formatNumber(Math.round(start))}, then a rise that is half done at ${halfway}; ${end}.`;
}

/** Whose the thin grey curves are, and when they rise, to compare with the run's own. */
function recordedSentence({ dy2, recorded }: PairRun): string[] {
  if (!recorded) return [];
  const half = firstPassage(recorded.series, dy2 / 2);
  const rise =
    half === null ? 'it does not come half-way' : `its rise is half done at step ${formatNumber(Math.round(half))}`;
  const name = recorded.setting.replace('_', ' ');
  return [
    `Thin and grey: the reference for the paper’s ${name}, seed ${recorded.seed} (${recorded.trainer}); ${rise}.`,
  ];
}

function fitSentence({ series, status, fit, reason, theory }: PairRun): string {
  if (status === 'diverged') return 'No theory is fitted to it.';
  if (!fit || !theory) return inWords(reason ?? 'No theory could be fitted.');
  const rates = `η_h = ${formatNumber(fit.etaH)} and η_y = ${formatNumber(fit.etaY)} per step`;
  const { verdict, largest } = verdictOf({ series, fit, theory });
  const quality = `within ${formatNumber(largest * 100)} % of each peak, R² = ${formatR2(fit.r2)}`;
  if (verdict === 'fails') {
    return `The theory does not hold here. ${inWords(reason ?? '')} Its best try, ${rates}, stays ${quality}.`;
  }
  const verb = verdict === 'roughly' ? 'gives h, y and w roughly,' : 'follows h, y and w';
  return `The theory with ${rates} ${verb} ${quality}.`;
}

/** Beyond this deviation, as a share of a peak, a curve is not followed. */
const roughly = 0.25;

/** A verdict of the fit with its names as readers know them. */
const inWords = (reason: string) =>
  reason
    .replaceAll('etaH', 'η_h')
    .replaceAll('etaY', 'η_y')
    .replaceAll('R2', 'R²')
    .replace(/-(?=\d)/g, '−')
    .replace(/\d(\.\d+)?e[−-]\d+/g, (number) => formatNumber(Number(number.replace('−', '-'))));

/** How well the theory describes curves; `unfit`: nothing could be fitted to them. */
export const verdicts = ['follows', 'roughly', 'fails', 'unfit'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * The verdict on a fit, and the largest difference of curves and theory in h, y and w as a share of each curve's peak.
 * `fails` where the fit is not physical; `roughly` where a curve leaves the theory by more than a quarter of its peak.
 */
export function verdictOf({ series, fit, theory }: Pick<PairRun, 'series' | 'fit' | 'theory'>): {
  readonly verdict: Verdict;
  readonly largest: number;
} {
  if (!fit || !theory) return { verdict: 'unfit', largest: NaN };
  const largest = largestDeviation(series, theory);
  return { verdict: !fit.physical ? 'fails' : largest > roughly ? 'roughly' : 'follows', largest };
}

/** The largest difference of network and theory in h, y and w, as a share of each curve's own peak. */
function largestDeviation(
  series: Readonly<Record<CurveName, readonly number[]>>,
  theory: NonNullable<PairRun['theory']>,
): number {
  const shares = (['h', 'y', 'w'] as const).map((name) => {
    const peak = series[name].reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    const difference = series[name].reduce((a, value, n) => Math.max(a, Math.abs(value - theory[name][n]!)), 0);
    return peak > 0 ? difference / peak : 0;
  });
  return Math.max(...shares);
}

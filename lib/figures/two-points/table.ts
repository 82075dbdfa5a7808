import type { CurveName } from '../../experiments/run-record.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import type { ComparedRun } from '../source.ts';

/** What the two-point figure draws: one run with the theory beside it. */
export interface TwoPointsTable extends ComparedRun<'two-points'> {
  /** The network's curves are drawn up to this step only; limits, theory and words are those of the whole run. */
  readonly until?: number;
}

const meanings: Record<CurveName, string> = {
  h: 'squared distance of the two hidden representations',
  y: 'squared distance of the two predictions',
  w: 'alignment of the prediction with its error, y - dy . dyhat',
  loss: 'training loss, half the mean squared error',
};

export const twoPointsColumns: readonly FigureColumn[] = [
  { name: 'step', description: 'number of updates made', unit: 'step' },
  ...Object.entries(meanings).flatMap(([name, meaning]) => [
    { name, description: `${meaning}, as the network has it` },
    { name: `${name}Theory`, description: `${meaning}, as the fitted theory has it` },
  ]),
];

/** One row per observed step; theory columns are null where there is no fit. */
export function twoPointsRows({ record, comparison }: TwoPointsTable): FigureRow[] {
  const { series } = record;
  const { theory } = comparison;
  return series.step.map((step, n) => ({
    step,
    h: series.h[n]!,
    hTheory: theory?.h[n] ?? null,
    y: series.y[n]!,
    yTheory: theory?.y[n] ?? null,
    w: series.w[n]!,
    wTheory: theory?.w[n] ?? null,
    loss: series.loss[n]!,
    lossTheory: theory?.loss[n] ?? null,
  }));
}

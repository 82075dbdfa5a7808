import type { CurveName } from '../../experiments/run-record.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import type { ComparedRun } from '../source.ts';
import type { OwnRates } from './own-rates.ts';
import type { RecordedRun } from './recorded.ts';

/** What the two-point figure draws: one run with the theory beside it. */
export interface TwoPointsTable extends ComparedRun<'two-points'> {
  /** The network's curves are drawn up to this step only; limits, theory and words are those of the whole run. */
  readonly until?: number;
  /** The theory at a reader's own rates, drawn instead of the fitted one; see `withOwnRates`. Of no address. */
  readonly own?: OwnRates;
  /** A run of the same setting that was recorded with the authors' program; only for the paper's settings. */
  readonly recorded?: RecordedRun;
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
    {
      name: `${name}Recorded`,
      description: `${meaning}, as recorded with the authors' program; null but for its steps`,
    },
  ]),
];

/** One row per observed step, and one per step of a recorded run; columns are null where there is nothing. */
export function twoPointsRows({ record, comparison, recorded }: Omit<TwoPointsTable, 'provenance'>): FigureRow[] {
  const { series } = record;
  const { theory } = comparison;
  const own = series.step.map((step, n) => ({
    step,
    ...cells('h', series.h[n], theory?.h[n]),
    ...cells('y', series.y[n], theory?.y[n]),
    ...cells('w', series.w[n], theory?.w[n]),
    ...cells('loss', series.loss[n], theory?.loss[n]),
  }));
  const { series: old } = recorded ?? {};
  const theirs = (old?.step ?? []).map((step, n) => ({
    step,
    ...cells('h', null, null, old!.h[n]),
    ...cells('y', null, null, old!.y[n]),
    ...cells('w', null, null, old!.w[n]),
    ...cells('loss', null, null, old!.loss[n]),
  }));
  return [...own, ...theirs];
}

type Cell = number | null | undefined;

const cells = (name: CurveName, network: Cell, theory: Cell, recorded: Cell = null): FigureRow => ({
  [name]: network ?? null,
  [`${name}Theory`]: theory ?? null,
  [`${name}Recorded`]: recorded ?? null,
});

import type { AnyParameters } from '../experiments/any.ts';
import type { KnownRates } from '../experiments/known-rates.ts';
import { mean } from '../experiments/statistics.ts';
import { paperParameters } from '../experiments/two-points/parameters.ts';
import type { PaperSettingId } from '../networks/settings.ts';
import type { ReleasedRun } from '../results/released-run.ts';
import type { RunRow } from '../results/run-row.ts';
import type { SweepPlan } from './plan.ts';

/** Where a group takes rates from; see the sweep file. */
export type RatesSource = NonNullable<SweepPlan['groups'][number]['rates']>;

/** What decides which network a run trained, and from where, but for its seed. */
const networkNames = ['architecture', 'activation', 'width', 'depth', 'layer', 'gain', 'optimizer'] as const;

/** The parameters, less the seed, that runs must have for their rates to be taken, by name. */
function pattern({ paper }: RatesSource, parameters: AnyParameters): Readonly<Record<string, unknown>> {
  if (paper === undefined) return Object.fromEntries(networkNames.map((name) => [name, parameters[name]]));
  const setting = Object.entries(paperParameters(paper as PaperSettingId, 0));
  return Object.fromEntries(setting.filter(([name]) => name !== 'seed'));
}

/**
 * The mean rates that a group asks for: over the meaningful fits of the two-points runs of a sweep that have its parameters.
 * @param runs of the release.
 * @returns of a source and a run's parameters: the rates; undefined where no such run has a meaningful fit.
 * @throws RangeError, when asked, if the sweep is not one of `plans`.
 */
export function networkRates(
  runs: readonly ReleasedRun[],
  plans: readonly Pick<SweepPlan, 'id'>[],
): (source: RatesSource, parameters: AnyParameters) => KnownRates | undefined {
  const found = new Map<string, KnownRates | undefined>();
  return (source, parameters) => {
    if (!plans.some(({ id }) => id === source.sweep)) {
      const ids = plans.map(({ id }) => id).join(', ');
      throw new RangeError(
        `Rates are taken from sweep ${source.sweep}, which the release is not made of; it is of ${ids}.`,
      );
    }
    const wanted = pattern(source, parameters);
    const key = JSON.stringify([source.sweep, wanted]);
    if (!found.has(key)) {
      const rows = runs.map(({ row }) => row).filter((row) => matches(row, source.sweep, wanted));
      found.set(key, meanRates(rows));
    }
    return found.get(key);
  };
}

function matches(row: RunRow, sweep: string, wanted: Readonly<Record<string, unknown>>): boolean {
  if (row.experiment !== 'two-points' || row.sweep !== sweep || row.physical !== true) return false;
  return Object.entries(wanted).every(([name, value]) => row[name as keyof RunRow] === value);
}

function meanRates(rows: readonly RunRow[]): KnownRates | undefined {
  if (rows.length === 0) return undefined;
  const over = (name: 'etaH' | 'etaY') => mean(rows.map((row) => row[name]!));
  return { etaH: over('etaH'), etaY: over('etaY'), runs: rows.length };
}

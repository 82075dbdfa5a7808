/**
 * Times of the theory: solving and fitting the runs of the reference data that the theory describes, at 300 and at 6000
 * points.
 *
 * The stored runs have 200 samples; a run of n points is their linear interpolation at n even times, so that the curves
 * are those of real networks and the fit is as imperfect as in earnest. Times are medians over runs and repetitions after
 * warming up; `first` is the first fit of the process, compilation included, which a reader's browser sees once.
 */
import { readFileSync } from 'node:fs';
import { alternatives, fitMeanRate, fitRates, integrate } from '../lib/theory/index.ts';
import { median, printReport, storeReport } from './report.ts';
import type { BenchRow } from './report.ts';

interface StoredRun {
  epoch_index: number[];
  h2: number[];
  y2: number[];
  w: number[];
  loss: number[];
  fit: { physical: boolean };
}

const file = new URL('../tests/reference/two_points.json', import.meta.url);
const { settings } = JSON.parse(readFileSync(file, 'utf8')) as { settings: Record<string, { runs: StoredRun[] }> };
const stored = Object.values(settings).flatMap(({ runs }) => runs);
const pair = { dx2: 1, dy2: 0.5 };

function resampled(run: StoredRun, count: number) {
  const steps = run.epoch_index;
  const last = steps.length - 1;
  const t = Float64Array.from({ length: count }, (_, i) => (steps[last]! * i) / (count - 1));
  const at = (values: number[]) => {
    let below = 0;
    return t.map((time) => {
      while (below < last - 1 && steps[below + 1]! <= time) below++;
      const part = (time - steps[below]!) / (steps[below + 1]! - steps[below]!);
      return values[below]! + part * (values[below + 1]! - values[below]!);
    });
  };
  return { t, h: at(run.h2), y: at(run.y2), w: at(run.w), loss: at(run.loss) };
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const rows: BenchRow[] = [];
const add = (metric: string, value: number, unit = 'ms') => {
  rows.push({ metric: `theory/${metric}`, value, unit });
};

for (const count of [300, 6000]) {
  const runs = stored.filter(({ fit }) => fit.physical).map((run) => resampled(run, count));
  const unfit = stored.filter(({ fit }) => !fit.physical).map((run) => resampled(run, count));
  if (count === 300)
    add(
      'fit/300/first',
      milliseconds(() => fitRates(runs[0]!, pair)),
    );
  const fits = runs.map((run) => fitRates(run, pair));
  const repeated = (work: (index: number) => unknown, many = runs.length): number[] => {
    const repetitions = count === 300 ? 20 : 5;
    for (let i = 0; i < many; i++) work(i);
    return Array.from({ length: repetitions * many }, (_, i) => milliseconds(() => work(i % many)));
  };
  const start = (i: number) => ({ h: runs[i]!.h[0]!, y: runs[i]!.y[0]!, w: runs[i]!.w[0]! });

  add(`solve/${count}`, median(repeated((i) => integrate(start(i), fits[i]!, pair, runs[i]!.t))));
  const loose = { relativeTolerance: 1e-7 };
  add(`solve/${count}/rtol-1e-7`, median(repeated((i) => integrate(start(i), fits[i]!, pair, runs[i]!.t, loose))));
  const fitting = repeated((i) => fitRates(runs[i]!, pair));
  add(`fit/${count}`, median(fitting));
  add(`fit/${count}/slowest`, Math.max(...fitting));
  add(`fit/${count}/unphysical`, median(repeated((i) => fitRates(unfit[i]!, pair), unfit.length)));
  const system = alternatives['doubled-dy'];
  add(`fit/${count}/doubled-dy`, median(repeated((i) => fitRates(runs[i]!, pair, { system }))));
  add(`fit-mean-rate/${count}`, median(repeated((i) => fitMeanRate(runs[i]!, fits[i]!, pair))));
  add(`fit/${count}/evaluations`, median(fits.map(({ evaluations }) => evaluations)), 'solves');
}

printReport('theory', rows);
storeReport('theory', rows);

import { collapsedRuns, compared } from '../../../lib/experiments/architectures/compare.ts';
import { collapseRun, passage, timeAxes, type CollapsedRun } from '../../../lib/experiments/collapse/collapsed-run.ts';
import { collapseNumbers, type CollapseNumbers } from '../../../lib/experiments/collapse/numbers.ts';
import { predictedRise } from '../../../lib/experiments/collapse/prediction.ts';
import { collapsedCurves } from '../../../lib/experiments/collapse/spread-of-curves.ts';
import { spread } from '../../../lib/experiments/statistics.ts';
import type { Finished, RecordOf } from '../finished.ts';
import { settingIds } from '../plan.ts';
import { rangeRow, twinsOf, type Row, type Section } from '../row.ts';
import { twoPointsReference } from '../reference.ts';

const pair = { dx2: 1, dy2: 0.5 };

/** Runs of ours of one setting that the spread is of. */
const mostOfSetting = 10;

/** Runs of the reference that have a fit, without units, of the settings in `keys`. */
function referenceRuns(key: string): CollapsedRun[] {
  return (twoPointsReference[key]?.runs ?? []).flatMap(({ epoch_index, h2, y2, w, fit }) => {
    if (!fit.physical) return [];
    const { eta_h: etaH, eta_y: etaY } = fit.refined ?? fit;
    return collapseRun({ trajectory: { t: epoch_index, h: h2, y: y2, w }, pair, rates: { etaH, etaY } }) ?? [];
  });
}

/** Runs of ours that have a fit, without units. */
function collapsed(records: readonly RecordOf<'two-points'>[]): CollapsedRun[] {
  return collapsedRuns(records.map((record) => compared(record)));
}

/** Says so if a run of the reference rests near 25 % of its way, where its rise is measured from. */
function restsAtQuarter(runs: readonly CollapsedRun[]): string | undefined {
  const shares = runs.map(({ t, y, riseTime }) => {
    const [from, to] = [passage(t, y, 0.22), passage(t, y, 0.28)];
    return from === undefined || to === undefined ? 0 : (to - from) / riseTime;
  });
  const most = Math.max(...shares);
  // A logistic rise takes an eighth or so of it there.
  if (most < 0.25) return undefined;
  return (
    `A run of the reference rests at a quarter of its way: from 22 to 28 % it takes ${Math.round(100 * most)} % of the time from ` +
    '25 to 75 %, so that rounding decides when it passes 25 %, and with it how long the rise is.'
  );
}

/** Every setting's runs in the theory's own units. */
export function collapseSection(finished: Finished): Section {
  const rows: Row[] = [];
  const [theirs, ours]: [CollapsedRun[], CollapsedRun[]] = [[], []];
  for (const key of settingIds) {
    const [reference, own] = [referenceRuns(key), collapsed(finished.of('two-points', key))];
    if (reference.length === 0) continue;
    theirs.push(...reference);
    // As many runs of each setting as of any other, so that the fast ones do not outweigh the rest.
    ours.push(...own.slice(0, mostOfSetting));
    const all = [...reference, ...own].map(({ richness }) => richness);
    const head = { id: `collapse/${key}/rise`, figure: `rise, ${key}` };
    const quantity = `(t75 − t25)·s; theory ${predictedRise(spread(all).median).toFixed(2)}`;
    const rises = (runs: readonly CollapsedRun[]) => runs.map(({ rise }) => rise);
    const twins = twinsOf(
      rises(reference),
      twoPointsReference[key]!.runs.map(({ seed }) => rises(collapsed(finished.twins('two-points', key, seed)))),
    );
    const remark = restsAtQuarter(reference);
    rows.push({
      ...rangeRow({ ...head, quantity }, rises(reference), rises(own), twins),
      ...(remark === undefined ? {} : { remark }),
    });
  }
  const both = [collapseNumbers(theirs), collapseNumbers(ours)];
  const line = (name: string, of: (numbers: CollapseNumbers) => CollapseNumbers['toRichLimit']) => {
    const cells = both.flatMap((numbers) =>
      collapsedCurves.map((curve) => {
        if (numbers === null) return '–';
        const { mean, worst } = of(numbers)[curve];
        return `${mean.toFixed(3)} (${worst.toFixed(2)})`;
      }),
    );
    return `| ${[name, ...cells].join(' | ')} |`;
  };
  const names = {
    steps: 'steps (before)',
    half: 't / t_half',
    rate: 's·t',
    collapse: 's·(t − t_half) (after)',
    rise: '(t − t_half) / (t75 − t25)',
  };
  const table = [
    '| time axis | reference: Y | h/h(∞) | W | ours: Y | h/h(∞) | W |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...timeAxes.map((axis) => line(names[axis], ({ spreads }) => spreads[axis])),
    line('s·(t − t_half), distance to the rich limit', ({ toRichLimit }) => toRichLimit),
  ];
  return {
    id: 'collapse',
    title: 'The collapse',
    text:
      'All runs that the theory describes, without units: Y = y/dy², h over its closed form, W = w/dy², time in units of the ' +
      'fitted rate s = √(η_h η_y dx² dy²). The rise from 25 to 75 % should take 1.866/s in the rich limit: it does not in ' +
      'deep networks, and the table says by how much. There the theory has one rate for plateau and rise; they have two.',
    rows,
    after:
      `Mean (worst) root-mean-square distance of the curves to their mean, over the rise, of ${theirs.length} runs of the reference ` +
      `and ${ours.length} of ours of the same settings (at most ${mostOfSetting} of each):\n\n${table.join('\n')}`,
  };
}

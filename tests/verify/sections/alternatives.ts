import { compareAlternatives } from '../../../lib/experiments/alternatives/compare.ts';
import type { RunRecord } from '../../../lib/experiments/run-record.ts';
import { paperParameters, type TwoPointsParameters } from '../../../lib/experiments/two-points/parameters.ts';
import { alternatives, type AlternativeId } from '../../../lib/theory/index.ts';
import type { Finished } from '../finished.ts';
import { conditionRow, listed, nothing, type Row, type Section } from '../row.ts';
import { settingIds } from '../plan.ts';
import { twoPointsReference, type ReferenceRun } from '../reference.ts';

const ids = Object.keys(alternatives) as AlternativeId[];

/** Runs of ours of one setting that count where settings are compared. */
const mostOfSetting = 10;

type Comparison = ReturnType<typeof compareAlternatives>;

/** A trajectory of the reference as a record. Only its pair and its series count here. */
function asRecord(run: ReferenceRun): RunRecord<TwoPointsParameters> {
  const { epoch_index: step, h2: h, y2: y, w, loss } = run;
  return {
    id: '',
    experiment: 'two-points',
    parameters: paperParameters('default', run.seed),
    engine: { id: 'kernel', version: '' },
    initialisation: '',
    status: 'converged',
    divergedAt: null,
    series: { step, h, y, w, loss },
  };
}

/** How often each system fits best. */
function winners(comparisons: readonly Comparison[]): string {
  const described = comparisons.filter(({ theory }) => theory.fit?.physical);
  const count = (id: string) => described.filter(({ best }) => best === id).length;
  return `${['theory', ...ids].map((id) => `${id} ${count(id)}`).join(', ')}, of ${described.length}`;
}

/** The default runs refitted with the four altered systems. */
export function alternativesSection(finished: Finished): Section {
  const ours = finished.of('two-points', 'default').map((record) => compareAlternatives(record));
  const theirs = twoPointsReference.default!.runs.map((run) => compareAlternatives(asRecord(run)));
  const factors = (comparisons: readonly Comparison[], id: AlternativeId) =>
    comparisons.flatMap(({ altered }) => altered.find((fit) => fit.id === id)?.factor ?? []);
  const rows: Row[] = ids.map((id) =>
    conditionRow(
      {
        id: `alternatives/default/${id}`,
        figure: 'altered systems, default',
        quantity: `residual with ${id} over that of the theory`,
        criterion: 'above 1 for every seed',
      },
      listed(factors(theirs, id)),
      factors(ours, id),
      (factor) => factor > 1,
    ),
  );
  // As many runs of each setting as of any other, so that the fast ones do not outweigh the rest.
  const all = settingIds.flatMap((key) =>
    finished
      .of('two-points', key)
      .slice(0, mostOfSetting)
      .map((record) => compareAlternatives(record)),
  );
  const reference = Object.values(twoPointsReference).flatMap(({ runs }) =>
    runs.filter(({ fit }) => fit.physical).map((run) => compareAlternatives(asRecord(run))),
  );
  rows.push({
    id: 'alternatives/all',
    figure: 'altered systems, every setting',
    quantity: 'runs in which each system fits best',
    reference: winners(reference),
    ours: winners(all),
    seeds: all.length,
    criterion: nothing,
    verdict: all.length === 0 ? 'not run' : 'reported',
  });
  return {
    id: 'alternatives',
    title: 'Altered equations',
    text:
      'As `2_points_alternative.ipynb`: the same runs, refitted with each altered system: raw residuals of h, y and w, every ' +
      'training step counting the same. The reference column refits the trajectories of the reference by our code. The ' +
      'last line is over all runs that the theory itself describes, at most ten of a setting; that the theory is best there is not claimed.',
    rows,
  };
}

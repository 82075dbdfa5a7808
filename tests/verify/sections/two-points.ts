import { compareTwoPoints } from '../../../lib/experiments/two-points/compare.ts';
import { summariseTwoPoints } from '../../../lib/experiments/two-points/summarise.ts';
import type { Finished } from '../finished.ts';
import { everySeed, listed, rangeRow, ranged, type Row, type Section } from '../judge.ts';
import { settingIds } from '../plan.ts';
import { twoPointsReference } from '../reference.ts';

const present = (values: readonly (number | null)[]) => values.filter((value) => value !== null);

/** Every setting of the trajectory figures that can be trained here. */
export function twoPointsSection(finished: Finished): Section {
  const rows: Row[] = [];
  for (const key of settingIds) {
    const reference = twoPointsReference[key]!.runs;
    const all = finished.of('two-points', key).map(({ record }) => ({
      ...summariseTwoPoints(record, compareTwoPoints(record)),
      learnt: record.status === 'converged',
    }));
    // A seed that stays on the plateau, as most of the CNN's do, has no rise to compare.
    const mustLearn = reference.every((run) => run.converged);
    const ours = mustLearn ? all.filter(({ learnt }) => learnt) : all;
    const head = (quantity: string, text: string) => ({
      id: `two-points/${key}/${quantity}`,
      figure: `trajectories, ${key}`,
      quantity: text,
    });
    if (all.some(({ learnt }) => !learnt)) {
      rows.push({
        ...head('learnt', 'seeds that learn both targets'),
        reference: `${reference.filter((run) => run.converged).length} of ${reference.length}`,
        ours: `${all.filter(({ learnt }) => learnt).length} of ${all.length}`,
        seeds: all.length,
        verdict: 'reported',
      });
    }
    const halfRise = present(reference.map((run) => run.step_where_y2_exceeds_half_dy2)).filter((step) => step > 0);
    if (halfRise.length > 0) {
      rows.push(
        rangeRow(head('halfRise', 'step where y passes ½ dy²'), halfRise, present(ours.map((run) => run.halfRise))),
      );
    }
    const final = reference.map((run) => run.final.h2);
    rows.push(rangeRow(head('hFinal', 'final h'), final, present(ours.map((run) => run.hFinal))));
    if (reference.every(({ fit }) => fit.physical)) {
      const rates = reference.map(({ fit }) => fit.refined ?? fit);
      const r2 = reference.map(({ fit }) => fit.fit_r2_pooled);
      rows.push(
        rangeRow(
          head('etaH', 'η_h'),
          rates.map((rate) => rate.eta_h),
          present(ours.map((run) => run.etaH)),
        ),
        rangeRow(
          head('etaY', 'η_y'),
          rates.map((rate) => rate.eta_y),
          present(ours.map((run) => run.etaY)),
        ),
        rangeRow(head('r2', 'pooled R²'), r2, present(ours.map((run) => run.r2))),
      );
    } else {
      const physical = ours.filter((run) => run.physical).length;
      rows.push({
        ...head('fails', 'runs that the theory describes'),
        reference: `0 of ${reference.length} (R² ${listed(reference.map(({ fit }) => fit.fit_r2_pooled))})`,
        ours: `${physical} of ${ours.length} (R² ${ranged(present(ours.map((run) => run.r2)))})`,
        seeds: ours.length,
        verdict: everySeed(ours, (run) => !run.physical),
        criterion: 'no run has a meaningful fit',
      });
      // Where the loss ends at rounding error, its size means nothing.
      if (reference.some((run) => !run.converged)) {
        const lost = present(ours.map((run) => run.lossFinal));
        const theirs = reference.map((run) => run.final.loss);
        rows.push(rangeRow(head('lossFinal', 'final loss: not learnt'), theirs, lost));
      }
    }
  }
  const missing = Object.keys(twoPointsReference).filter((key) => !(settingIds as readonly string[]).includes(key));
  return {
    title: 'Two datapoints: every setting',
    text:
      'The trajectory figures: half the learning rate and twice the steps of the settings table, 6000 steps. Fitted are h, y ' +
      'and w raw, every training step counting the same.' +
      (missing.length > 0 ? ` Not trained here: ${missing.join(', ')}.` : ''),
    rows,
  };
}

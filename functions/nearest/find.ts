import { twoPointsExperiment } from '../../lib/experiments/two-points/index.ts';
import type { TwoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import type { RunRow } from '../../lib/results/run-row.ts';
import { integrate } from '../../lib/theory/index.ts';
import { cells, dictionaryColumns } from '../database/runs.ts';
import { Bindings, quoted } from '../database/statement.ts';
import { pictureKernel } from '../pictures/kernel.ts';

/** Sizes: two are as far apart as the larger is of the smaller, less one. */
const sizes = ['width', 'depth', 'gain', 'lr', 'steps', 'dx2'] as const;
/** Numbers that may be 0: as far apart as their difference. */
const offsets = ['layer', 'dy2', 'centre'] as const;
/** What a network is: another kind is as far as four times the size. */
const kinds = ['architecture', 'activation', 'optimizer'] as const;
const otherKind = 3;
/** Another seed is the same network trained again. */
const otherSeed = 0.01;

/** A run with its distance from what was asked. */
export interface Near {
  readonly distance: number;
  readonly run: RunRow;
}

/** The runs of two-points that are nearest to some parameters: a distance of 0 is the very run, of 0.01 one of another seed. */
export async function nearestRuns(
  database: D1Database,
  release: string,
  asked: TwoPointsParameters,
  limit: number,
): Promise<Near[]> {
  const bindings = new Bindings();
  const where = `"release" = ${bindings.add(release)} AND "experiment" = 'two-points'`;
  const terms = [
    ...sizes.map((name) => {
      const at = bindings.add(asked[name]);
      return `MAX(1.0 * ${quoted(name)} / ${at}, 1.0 * ${at} / ${quoted(name)}) - 1.0`;
    }),
    ...offsets.map((name) => `ABS(${quoted(name)} - ${bindings.add(asked[name])})`),
    ...kinds.map((name) => `${otherKind} * (${quoted(name)} IS NOT ${bindings.add(asked[name])})`),
    `${otherSeed} * ("seed" IS NOT ${bindings.add(asked.seed)})`,
  ];
  const text =
    `SELECT ${dictionaryColumns}, ${terms.join(' + ')} AS distance FROM runs WHERE ${where} ` +
    `ORDER BY distance, "id" LIMIT ${bindings.add(limit)}`;
  const { results } = await database
    .prepare(text)
    .bind(...bindings.values)
    .all<Record<string, string | number | null>>();
  return results.map((row) => ({ distance: row.distance as number, run: cells(row) as unknown as RunRow }));
}

/** The id that the very run has. */
export const idOf = (asked: TwoPointsParameters): string => twoPointsExperiment.runId(asked, pictureKernel);

/** Curves that the theory has for a state that no run is of. */
export interface Expected {
  /** The run whose fitted rates and start they are of. */
  readonly run: string;
  readonly step: readonly number[];
  readonly h: readonly number[];
  readonly y: readonly number[];
  readonly w: readonly number[];
}

const points = 200;

/**
 * The theory at the rates and the start of the nearest run that it describes. Rates of gradient descent are in proportion to the
 * learning rate (both sides of the equations are per step), so they are taken to the one that is asked for.
 * @returns null if it describes none of these runs, or the pair is another one.
 */
export function expectedCurves(asked: TwoPointsParameters, near: readonly Near[]): Expected | null {
  const { dx2, dy2, lr, steps } = asked;
  const fit = near.find(({ run }) => run.physical === true && run.dx2 === dx2 && run.dy2 === dy2)?.run;
  const { etaH = null, etaY = null, h0 = null, y0 = null, w0 = null } = fit ?? {};
  if (!fit || etaH === null || etaY === null || h0 === null || y0 === null || w0 === null) return null;
  const step = Array.from({ length: points }, (_, n) => (steps * n) / (points - 1));
  const scale = lr / fit.lr;
  const initial = { h: h0, y: y0, w: w0 };
  const rates = { etaH: scale * etaH, etaY: scale * etaY };
  const { h, y, w } = integrate(initial, rates, { dx2, dy2 }, step, { maxSteps: 20_000 });
  return { run: fit.id, step, h: Array.from(h), y: Array.from(y), w: Array.from(w) };
}

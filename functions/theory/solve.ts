import { z } from 'zod';
import { QueryError } from '../../lib/results/query.ts';
import { dimensionless, finalDistance, integrate, IntegrationError, phaseField } from '../../lib/theory/index.ts';
import { Problem } from '../problems/problem.ts';
import type { CurvesParameters, FieldParameters } from './parameters.ts';

const numbers = z.array(z.number()).readonly();
const orNothing = z.number().nullable();

/** What the theory says of a pair of points. */
export const curvesSchema = z
  .strictObject({
    step: numbers,
    h: numbers.meta({ description: 'Squared distance of the two representations.' }),
    y: numbers.meta({ description: 'Squared distance of the two predictions.' }),
    w: numbers.meta({ description: 'Alignment of the prediction with its error, y - dy . dyhat.' }),
    hFinal: z.number().meta({ description: 'h at convergence, by the closed form.' }),
    richness: orNothing.meta({ description: 'Shape C: near 0 rich, large lazy; null if dy2 is 0.' }),
    heightUnit: orNothing.meta({ description: 'h* = sqrt(etaH/etaY dx2 dy2), the unit of h; null if dy2 is 0.' }),
    rate: orNothing.meta({ description: 's = sqrt(etaH etaY dx2 dy2), 1/step, the unit of time; null if dy2 is 0.' }),
  })
  .meta({ id: 'TheoryCurves', description: 'The solution of the theory; lib/theory/README.md has its equations.' });

export const fieldSchema = z
  .strictObject({
    h: numbers,
    c: numbers.meta({ description: 'c = y - w, the product of the differences of targets and predictions.' }),
    dh: z.array(orNothing).readonly().meta({ description: 'Change of h per step; null at points of no pair of maps.' }),
    dc: z.array(orNothing).readonly().meta({ description: 'Change of c per step, null where dh is.' }),
  })
  .meta({ id: 'PhaseField', description: 'The flow at every place of a grid, c running fastest.' });

/** Steps of the solver that a request may cost: some milliseconds. */
const maxSteps = 20_000;

const partsOf = ({ etaH, etaY, dx2, dy2, h0, y0, w0 }: Omit<CurvesParameters, 'until' | 'points'>) =>
  [
    { h: h0, y: y0, w: w0 },
    { etaH, etaY },
    { dx2, dy2 },
  ] as const;

/** What the theory refuses is the request's start: everything else the parameters' own ranges have refused before. */
function withStart<Result>(asked: Parameters<typeof partsOf>[0], solve: () => Result): Result {
  try {
    return solve();
  } catch (error) {
    if (error instanceof IntegrationError) throw new Problem('no-solution', error.message);
    if (!(error instanceof RangeError)) throw error;
    const { y0, w0, dy2 } = asked;
    const bound = Math.sqrt(y0 * dy2);
    const allowed = `with this y0 and dy2 from ${y0 - bound} to ${y0 + bound}`;
    throw new QueryError([{ parameter: 'w0', given: String(w0), detail: error.message, allowed }]);
  }
}

/**
 * The solution that starts there.
 * @throws QueryError for a start that no pair of maps has; Problem if the solver would take too long.
 */
export function solveCurves(asked: CurvesParameters): z.input<typeof curvesSchema> {
  const [initial, rates, pair] = partsOf(asked);
  const { until, points } = asked;
  const step = Array.from({ length: points }, (_, n) => (until * n) / (points - 1));
  return withStart(asked, () => {
    const { h, y, w } = integrate(initial, rates, pair, step, { maxSteps });
    const units = pair.dy2 > 0 ? dimensionless(initial, rates, pair) : null;
    return {
      ...{ step, h: Array.from(h), y: Array.from(y), w: Array.from(w) },
      hFinal: finalDistance(initial, rates, pair),
      ...{ richness: units?.richness ?? null, heightUnit: units?.heightUnit ?? null, rate: units?.rate ?? null },
    };
  });
}

/**
 * The flow on the surface that the start fixes.
 * @throws QueryError for a start that no pair of maps has, for equal targets, and for an empty range.
 */
export function solveField(asked: FieldParameters): z.input<typeof fieldSchema> {
  const [initial, rates, pair] = partsOf(asked);
  const { count, dy2 } = asked;
  if (dy2 === 0) {
    const detail = 'dy2 is 0: equal targets give no plane to move in.';
    throw new QueryError([{ parameter: 'dy2', given: '0', detail, allowed: 'a number above 0' }]);
  }
  const { cFrom = -dy2 / 4, cTo = (5 * dy2) / 4 } = asked;
  if (!(cFrom < cTo)) {
    const detail = `cTo is ${cTo}, and cFrom ${cFrom}.`;
    throw new QueryError([{ parameter: 'cTo', given: String(cTo), detail, allowed: `a number above ${cFrom}` }]);
  }
  return withStart(asked, () => {
    const velocity = phaseField(initial, rates, pair);
    const { hTo = 1.5 * Math.max(initial.h, finalDistance(initial, rates, pair)) } = asked;
    const places = Array.from({ length: count }, (_, n) => n);
    const grid = places.flatMap((i) =>
      places.map((j) => [(hTo * (i + 1)) / count, cFrom + ((cTo - cFrom) * j) / (count - 1)] as const),
    );
    const flow = grid.map(([h, c]) => velocity(h, c));
    return {
      h: grid.map(([h]) => h),
      c: grid.map(([, c]) => c),
      dh: flow.map((at) => at?.dh ?? null),
      dc: flow.map((at) => at?.dc ?? null),
    };
  });
}

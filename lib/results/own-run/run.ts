import { z } from 'zod';
import type { RunSeries } from '../../experiments/run-record.ts';
import type { PairGeometry } from '../../theory/index.ts';

/** Observations that a run of somebody else's may have, and must have. */
export const ownRunRows = { least: 5, most: 20_000 } as const;

/** The curves that a run must have; `loss` may stand beside them. */
export const ownCurves = ['step', 'h', 'y', 'w'] as const;
export const optionalCurve = 'loss';

const { least, most } = ownRunRows;
const series = (description: string) => z.array(z.number()).min(least).max(most).readonly().meta({ description });

/** The two squared distances that a run does not tell by its curves. */
export const pairShape = {
  dx2: z
    .number()
    .positive()
    .max(1e12)
    .meta({ description: 'Squared distance of the two inputs.', symbol: '\\|dx\\|^2' }),
  dy2: z.number().min(0).max(1e12).meta({ description: 'Squared distance of the two targets.', symbol: '\\|dy\\|^2' }),
};

/**
 * A run of any network on two points, as its owner recorded it: what `docs/your-network.md` writes, what the API's `fit`
 * takes. Quantities as in lib/theory/README.md, "Equations".
 */
export const ownRunSchema = z
  .strictObject({
    step: series('Updates made before each observation: from 0, never decreasing.'),
    h: series('Squared distance of the two hidden representations.'),
    y: series('Squared distance of the two predictions.'),
    w: series('y less the product of the difference of the targets with that of the predictions.'),
    loss: series('Half the mean over the two points of the squared error, summed over outputs.').optional(),
    dx2: pairShape.dx2.optional(),
    dy2: pairShape.dy2.optional(),
  })
  .meta({ id: 'OwnRun', description: 'A run of any network on two points, as its owner recorded it.' });

/** A run as it was read. */
export interface OwnRun {
  /** `loss` is empty if none was recorded. */
  readonly series: RunSeries;
  /** What of the pair the text itself says; CSV says nothing of it. */
  readonly pair: Partial<PairGeometry>;
}

/** The first step that is below the one before it, or the very first if it is below 0; null if they go on. */
export function stepBack(step: readonly number[]): { readonly at: number; readonly before: number } | null {
  const at = step.findIndex((value, n) => value < (step[n - 1] ?? 0));
  return at < 0 ? null : { at, before: step[at - 1] ?? 0 };
}

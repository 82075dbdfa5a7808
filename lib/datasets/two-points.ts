import type { PointSet } from './point-set.ts';

/** Where the pair lies and how far apart its targets are. */
export interface TwoPointsOptions {
  /** Squared distance of the two inputs, > 0. */
  readonly dx2: number;
  /** Squared distance of the two targets, >= 0. */
  readonly dy2: number;
  /** Midpoint of the two inputs. The paper's pair (-1, 0) has -1/2; a centred pair has 0. */
  readonly centre: number;
}

/** Target of the first point in the paper's two-point experiments. */
const firstTarget = 0.6;

/**
 * Two scalar inputs `centre -+ dx/2` with scalar targets `0.6` and `0.6 + dy` (SCIENCE §3, `two-points`).
 * Distances are stored in float32, as the networks see them.
 * @throws RangeError if a distance or the centre is not a finite number in range.
 */
export function twoPoints({ dx2, dy2, centre }: TwoPointsOptions): PointSet {
  if (!(dx2 > 0 && Number.isFinite(dx2))) throw new RangeError(`dx2 is ${dx2}; allowed is a finite number above 0.`);
  if (!(dy2 >= 0 && Number.isFinite(dy2))) throw new RangeError(`dy2 is ${dy2}; allowed is a finite number from 0.`);
  if (!Number.isFinite(centre)) throw new RangeError(`centre is ${centre}; allowed is any finite number.`);
  const dx = Math.sqrt(dx2);
  return {
    size: 2,
    inputDim: 1,
    outputDim: 1,
    inputs: Float32Array.of(centre - dx / 2, centre + dx / 2),
    targets: Float32Array.of(firstTarget, firstTarget + Math.sqrt(dy2)),
  };
}

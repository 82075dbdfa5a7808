import type { TwoPointsParameters } from '../../../lib/experiments/two-points/parameters.ts';
import type { Rates } from '../../../lib/theory/index.ts';

/** A network of which a reader may foretell the curve. */
export interface ForetoldNetwork {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly parameters: Partial<TwoPointsParameters>;
  /** Steps that are trained, and where y must end. */
  readonly steps: number;
  readonly dy2: number;
  /** Geometric means of the rates that were fitted to other seeds, and how many; null if there are none. */
  readonly rates: Rates | null;
  readonly seeds: number;
}

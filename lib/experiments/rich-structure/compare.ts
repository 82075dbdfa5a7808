import { endpointRatio, finalDistance } from '../../theory/index.ts';
import type { KnownRates } from '../known-rates.ts';
import type { RichStructureRecord } from './run.ts';

/** What the closed form says of one cell. Plain JSON. */
export interface RichStructureComparison {
  /** Measured h where training stopped; null if the loss target was not reached. */
  readonly hFinal: number | null;
  /** Final h by the closed form, from the cell's own start and the given rates. */
  readonly hTheory: number | null;
  /** etaH/etaY that the cell's own end points imply, for comparison with the given one. */
  readonly endpointRatio: number | null;
  /** The rates that the closed form was given; null if none. */
  readonly rates: KnownRates | null;
  /** Why one of the first two is missing; null if both are there. */
  readonly reason: string | null;
}

/**
 * Sets the closed form beside a cell.
 * @param rates mean rates of two-points runs of the same setting; only their ratio matters.
 */
export function compareRichStructure(
  { status, divergedAt, series, parameters }: RichStructureRecord,
  rates?: KnownRates,
): RichStructureComparison {
  const nothing = { hFinal: null, hTheory: null, endpointRatio: null, rates: rates ?? null };
  if (status === 'diverged') return { ...nothing, reason: `Training diverged at step ${divergedAt}.` };
  if (series.step.length === 0) return { ...nothing, reason: 'Nothing has been observed yet.' };
  const initial = { h: series.h[0]!, y: series.y[0]!, w: series.w[0]! };
  const final = { h: series.h.at(-1)!, y: series.y.at(-1)! };
  const finished = status === 'converged';
  const implied = initial.h > 0 && final.h > 0 ? endpointRatio(initial, final, parameters) : Number.NaN;
  const known = {
    hFinal: finished ? final.h : null,
    hTheory: null,
    rates: rates ?? null,
    endpointRatio: finished && Number.isFinite(implied) ? implied : null,
  };
  if (!rates) return { ...known, reason: 'No rates were given to compute the closed form with.' };
  try {
    const hTheory = finalDistance(initial, rates, parameters);
    const reason = finished ? null : `The loss was not below ${parameters.lossTarget} by step ${series.step.at(-1)!}.`;
    return { ...known, hTheory, reason };
  } catch (error) {
    return { ...known, reason: error instanceof Error ? error.message : String(error) };
  }
}

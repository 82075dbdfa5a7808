import { readFileSync } from 'node:fs';
import type { ContextSettingId } from '../../lib/experiments/context/parameters.ts';
import type { XorSettingId } from '../../lib/experiments/xor/parameters.ts';

/* The numbers of the paper's program, as far as they are read here. */

/** A trajectory, sampled, and its fit. */
export interface ReferenceRun {
  readonly seed: number;
  readonly epoch_index: number[];
  readonly h2: number[];
  readonly y2: number[];
  readonly w: number[];
  readonly loss: number[];
  readonly initial: { readonly h2: number; readonly y2: number; readonly w: number; readonly loss: number };
  readonly final: { readonly h2: number; readonly loss: number };
  readonly converged: boolean;
  readonly step_where_y2_exceeds_half_dy2: number | null;
  readonly fit: {
    readonly eta_h: number;
    readonly eta_y: number;
    readonly fit_r2_pooled: number;
    readonly physical: boolean;
    readonly refined: { readonly eta_h: number; readonly eta_y: number } | null;
  };
}

interface DepthLayer {
  readonly layer: number;
  readonly h2_initial: number;
  readonly eta_h: number;
  readonly eta_y: number;
  readonly fit_loss: number;
  readonly refined?: { readonly eta_h: number; readonly eta_y: number; readonly fit_loss: number };
}

export interface ReferenceXorRun {
  readonly setting: XorSettingId;
  readonly seed: number;
  readonly pearson_theory_vs_experiment: number;
  readonly pearson_initial_vs_final: number;
  /** 4 x 4 distances, not squared. */
  readonly dist_h_initial: number[][];
  readonly dist_h_final: number[][];
  readonly dist_h_theory: number[][];
}

interface ReferenceStructure {
  readonly between_context_variance_fraction: number;
  readonly context_0: { readonly irrelevant_fraction: number };
  readonly context_1: { readonly irrelevant_fraction: number };
  readonly abs_cos_between_relevant_axes_of_the_two_contexts: number;
}

export interface ReferenceContextRun {
  readonly setting: ContextSettingId;
  readonly seed: number;
  readonly loss_final: number;
  readonly structure_initial: ReferenceStructure;
  readonly structure_final: ReferenceStructure;
}

interface ReferenceGrid {
  readonly eta_h_mean: number;
  readonly eta_y_mean_over_seeds: number;
  readonly grid: {
    readonly seed: number;
    readonly h_final: number;
    readonly h_theory: number;
    readonly n_steps: number;
    readonly converged: boolean;
  }[];
  readonly stats: { readonly n: number; readonly pearson: number; readonly slope_through_origin: number };
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../reference/${name}.json`, import.meta.url), 'utf8'));

export const twoPointsReference = (read('two_points') as { settings: Record<string, { runs: ReferenceRun[] }> })
  .settings;
export const depthReference = (read('depth') as { runs: { seed: number; layers: DepthLayer[] }[] }).runs;

const xor = read('xor') as { eta_h: number; eta_y: number; runs: ReferenceXorRun[] };
export const xorReference = xor.runs;
/** The rates that the reference's theory takes, 1/step. */
export const xorReferenceRates = { etaH: xor.eta_h, etaY: xor.eta_y };

export const contextReference = (read('orthogonal') as { runs: ReferenceContextRun[] }).runs;
export const gridReference = (read('rich_structure') as { settings: Record<string, ReferenceGrid> }).settings;

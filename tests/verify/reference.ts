import { readFileSync } from 'node:fs';

/** A trajectory of the paper's program, or null where it is not finite. */
export interface ReferenceRun {
  seed: number;
  epoch_index: number[];
  h2: number[];
  y2: number[];
  w: number[];
  loss: number[];
  final: { h2: number; loss: number };
  converged: boolean;
  step_where_y2_exceeds_half_dy2: number | null;
  fit: {
    eta_h: number;
    eta_y: number;
    fit_r2_pooled: number;
    physical: boolean;
    refined: { eta_h: number; eta_y: number } | null;
  };
}

interface DepthLayer {
  layer: number;
  eta_h: number;
  eta_y: number;
  fit_loss: number;
  refined?: { eta_h: number; eta_y: number; fit_loss: number };
}

export interface ReferenceXorRun {
  setting: string;
  seed: number;
  pearson_theory_vs_experiment: number;
  pearson_initial_vs_final: number;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../reference/${name}.json`, import.meta.url), 'utf8'));

export const twoPointsReference = (
  read('two_points') as {
    settings: Record<string, { runs: ReferenceRun[] } | undefined> & { default?: { runs: ReferenceRun[] } };
  }
).settings;
export const depthReference = (read('depth') as { runs: { seed: number; layers: DepthLayer[] }[] }).runs;
export const xorReference = (read('xor') as { runs: ReferenceXorRun[] }).runs;
export const gridReference = (
  read('rich_structure') as {
    settings: Record<string, { stats: { n: number; pearson: number; slope_through_origin: number } }>;
  }
).settings;

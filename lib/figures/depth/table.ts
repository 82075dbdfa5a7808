import { spread } from '../../experiments/statistics.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { someRows, type DetailRow, type FigureSource } from '../source.ts';
import type { DepthState } from './definition.ts';

/** The fit to one layer of one run; nulls where nothing could be fitted. */
export interface DepthLayer {
  readonly seed: number;
  readonly layer: number;
  /** The chosen measure; see the state. */
  readonly error: number | null;
  /** 1/τ = 2η per step. */
  readonly tauH: number | null;
  readonly tauY: number | null;
  /** Whether the fit is meaningful. */
  readonly physical: boolean;
}

export interface DepthTable {
  readonly state: DepthState;
  readonly release: string;
  readonly runs: readonly {
    readonly id: string;
    readonly seed: number;
    readonly engine: string;
    readonly engineVersion: string;
    /** From the first layer on. */
    readonly layers: readonly DepthLayer[];
  }[];
}

const columns = ['id', 'seed', 'engine', 'engineVersion'] as const;

/** @throws DataUnavailable if the source's release has no such runs of depth, or no table of their layers. */
export async function loadDepth(state: DepthState, source: FigureSource): Promise<DepthTable> {
  const where = { experiment: 'depth', sweep: 'depth', group: state.network };
  const rows = [...(await someRows(source, { where, columns }, 'The layers'))].sort((a, b) => a.seed - b.seed);
  const details = await source.details(
    'layers',
    rows.map(({ id }) => id),
  );
  return {
    state,
    release: await source.release(),
    runs: rows.map((row) => ({
      ...row,
      layers: details.filter(({ id }) => id === row.id).map((detail) => layerOf(detail, row.seed, state)),
    })),
  };
}

const numberOf = (cell: DetailRow[string] | undefined): number | null => (typeof cell === 'number' ? cell : null);

function layerOf(row: DetailRow, seed: number, { error }: DepthState): DepthLayer {
  const [etaH, etaY, r2] = [numberOf(row.etaH), numberOf(row.etaY), numberOf(row.r2)];
  return {
    seed,
    layer: Number(row.layer),
    error: error === 'residual' ? numberOf(row.residual) : r2 === null ? null : 1 - r2,
    tauH: etaH === null ? null : 2 * etaH,
    tauY: etaY === null ? null : 2 * etaY,
    physical: row.physical === true,
  };
}

export type DepthMeasure = 'error' | 'tauH' | 'tauY';

/** The middle of the seeds at each layer that has a fit. */
export function middleOf({ runs }: DepthTable, measure: DepthMeasure): { layer: number; value: number }[] {
  const count = Math.max(...runs.map(({ layers }) => layers.length));
  return Array.from({ length: count }, (_, layer) => {
    const values = runs.flatMap(({ layers }) => layers[layer]?.[measure] ?? []);
    return values.length > 0 ? [{ layer, value: spread(values).median }] : [];
  }).flat();
}

/** The layer of each run at which the error is least; runs without a fit are left out. */
export function bestLayers({ runs }: DepthTable): DepthLayer[] {
  return runs.flatMap(({ layers }) => {
    const fitted = layers.filter(({ error }) => error !== null);
    return fitted.length > 0 ? [fitted.reduce((least, layer) => (layer.error! < least.error! ? layer : least))] : [];
  });
}

export const depthColumns: readonly FigureColumn[] = [
  { name: 'seed', description: 'seed of the initial weights' },
  { name: 'layer', description: 'hidden layer, from 0' },
  {
    name: 'error',
    description: 'sum of squared residuals of h, y and w over steps, or 1 - R², as the state says; null without a fit',
  },
  { name: 'least', description: 'yes at the layer where the error of the run is least' },
  { name: 'tauHInverse', description: '1/tau_h = 2 eta_h of the layer; null without a fit', unit: '1/step' },
  { name: 'tauYInverse', description: '1/tau_y = 2 eta_y of the layer; null without a fit', unit: '1/step' },
  { name: 'meaningful', description: 'yes if the fit is meaningful: both rates positive, R² high enough' },
  { name: 'run', description: 'id of the run' },
];

/** One row for each layer of each run. */
export function depthRows(table: DepthTable): FigureRow[] {
  const best = new Set(bestLayers(table));
  return table.runs.flatMap(({ id, layers }) =>
    layers.map((fit) => {
      const { seed, layer, error, tauH, tauY, physical } = fit;
      return {
        ...{ seed, layer, error, least: best.has(fit) ? 'yes' : 'no', tauHInverse: tauH, tauYInverse: tauY },
        ...{ meaningful: physical ? 'yes' : 'no', run: id },
      };
    }),
  );
}

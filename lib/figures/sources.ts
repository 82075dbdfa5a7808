import type { AnyRecord } from '../experiments/any.ts';
import type { FigureSources } from './figure.ts';
import type { Provenance } from './source.ts';

/** What sources say of a run. */
export interface SourcedRun {
  readonly record: Pick<AnyRecord, 'id' | 'engine'>;
  readonly provenance: Provenance;
}

/** The sources of a figure of a few runs: a release if all are of it, else where those were computed that are of none. */
export function sourcesOfRuns(runs: readonly SourcedRun[]): FigureSources {
  const releases = new Set(runs.map(({ provenance }) => (provenance.kind === 'release' ? provenance.release : null)));
  const [release = null] = releases.size === 1 ? releases : [];
  const places = runs.flatMap(({ provenance }) => (provenance.kind === 'computed' ? [provenance.where] : []));
  return {
    release,
    runs: [...new Set(runs.map(({ record }) => record.id))],
    engines: [...new Set(runs.map(({ record: { engine } }) => `${engine.id} ${engine.version}`))].sort(),
    computed: release === null ? [...new Set(places)].join('; ') : null,
  };
}

/** The sources of a figure of a single run. */
export const sourcesOfRun = ({ record, provenance }: SourcedRun): FigureSources =>
  sourcesOfRuns([{ record, provenance }]);

/** The sources of a figure of rows of a release. */
export function sourcesOfRows(
  release: string,
  rows: readonly { readonly id: string; readonly engine: string; readonly engineVersion: string }[],
): FigureSources {
  return {
    release,
    runs: [...new Set(rows.map(({ id }) => id))],
    engines: [...new Set(rows.map(({ engine, engineVersion }) => `${engine} ${engineVersion}`))].sort(),
    computed: null,
  };
}

/** The sources of a figure of a run before a background of rows: both, unless the run is of no release. */
export function sourcesOfRunAmong(
  run: Parameters<typeof sourcesOfRun>[0],
  rows: Parameters<typeof sourcesOfRows>[1],
): FigureSources {
  const own = sourcesOfRun(run);
  if (own.release === null) return own;
  const { id, engine } = run.record;
  return sourcesOfRows(own.release, [{ id, engine: engine.id, engineVersion: engine.version }, ...rows]);
}

/** Where a picture's numbers come from, as its last lines say. */
export function sourceLines({ release, runs, engines, computed }: FigureSources): string[] {
  const shown = runs.length === 1 ? `Run ${runs[0]}` : `${runs.length.toLocaleString('en')} runs`;
  const origin =
    release !== null
      ? `of release ${release}`
      : `in no release: trained for this picture (${computed ?? 'somewhere'}), seed and parameters as named above`;
  return [
    `${shown} ${origin}; engine${engines.length === 1 ? '' : 's'} ${engines.join(', ')}.`,
    'After van Rossem & Saxe, When Representations Align (ICML 2024). CC BY 4.0.',
  ];
}

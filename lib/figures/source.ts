import type { AnyExperimentId, allExperiments } from '../experiments/index.ts';
import type { RunSeries } from '../experiments/run-record.ts';
import type { RunRow } from '../results/run-row.ts';

/** Where a run comes from: a release, or computed now. */
export type Provenance =
  { readonly kind: 'release'; readonly release: string } | { readonly kind: 'computed'; readonly where: string };

type Experiments = typeof allExperiments;

/** Complete parameters of an experiment. */
export type ParametersOf<Id extends AnyExperimentId> = Parameters<Experiments[Id]['runId']>[0];

/** One run with the theory beside it, as an experiment gives it. Plain JSON. */
export interface ComparedRun<Id extends AnyExperimentId> {
  readonly record: Awaited<ReturnType<Experiments[Id]['run']>>;
  readonly comparison: ReturnType<Experiments[Id]['compare']>;
  readonly provenance: Provenance;
}

export type ColumnName = keyof RunRow;

type Wanted<Value> = Value | readonly NonNullable<Value>[];

/** Which runs: each column has the value, or one of the values, that are given. */
export type RunFilter = { readonly [Name in ColumnName]?: Wanted<RunRow[Name]> };

export interface RowsQuery<Name extends ColumnName> {
  readonly where: RunFilter;
  /** The columns that are needed: a source need not send more. */
  readonly columns: readonly Name[];
}

/** One row of a detail table of a release. */
export type DetailRow = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Where figures get their data, the same for every figure: a release on disk, the database at the edge, the API, or a run in
 * the reader's browser. A figure cannot tell which. Whatever a source does not have it refuses with `DataUnavailable`, which
 * says what and why; a figure adds what it needs the data for, or lets it pass.
 */
export interface FigureSource {
  /** The id of the release that rows, series and details are of. */
  release(): Promise<string>;
  /** Those rows of the table of runs, in the order of their ids; none if there are none. */
  rows<Name extends ColumnName>(query: RowsQuery<Name>): Promise<readonly Pick<RunRow, Name>[]>;
  /** The curves of these runs by id. @throws DataUnavailable if one is missing. */
  series(ids: readonly string[]): Promise<ReadonlyMap<string, RunSeries>>;
  /** The rows of a detail table that are of these runs, in the table's order. @throws DataUnavailable without such a table. */
  details(table: string, ids: readonly string[]): Promise<readonly DetailRow[]>;
  /**
   * The run of these parameters: the released one, or trained by the host if it can.
   * @throws DataUnavailable (or the host's own refusal) if it is not to be had.
   */
  run<Id extends AnyExperimentId>(experiment: Id, parameters: ParametersOf<Id>): Promise<ComparedRun<Id>>;
}

/** Data that a source does not have. The message is for readers: what is missing, where, and what to do. */
export class DataUnavailable extends Error {
  override readonly name = 'DataUnavailable';
}

/** Whether a row is one that a filter wants. */
export function fits(row: RunRow, where: RunFilter): boolean {
  return Object.entries(where).every(([name, wanted]) => {
    const value = row[name as ColumnName];
    return Array.isArray(wanted) ? (wanted as unknown[]).includes(value) : value === wanted;
  });
}

/** A row with these columns only. */
export function pick<Name extends ColumnName>(row: RunRow, columns: readonly Name[]): Pick<RunRow, Name> {
  return Object.fromEntries(columns.map((name) => [name, row[name]])) as Pick<RunRow, Name>;
}

/** A filter as the API's addresses have it: `sweep=settings`, `group__in=relu,tanh`, `r2__null=true`. */
export function filterText(where: RunFilter): string {
  return Object.entries(where)
    .map(([name, wanted]) => {
      if (wanted === null) return `${name}__null=true`;
      const isList = Array.isArray(wanted);
      return `${name}${isList ? '__in' : ''}=${encodeURIComponent(String(wanted)).replaceAll('%2C', ',')}`;
    })
    .join('&');
}

/**
 * Those rows, of which there must be one at least.
 * @param what the rows are for, as a sentence's subject: "The rates".
 * @throws DataUnavailable naming the release and the filter if there is none.
 */
export async function someRows<Name extends ColumnName>(
  source: FigureSource,
  query: RowsQuery<Name>,
  what: string,
): Promise<readonly Pick<RunRow, Name>[]> {
  const rows = await source.rows(query);
  if (rows.length > 0) return rows;
  const release = await source.release();
  throw new DataUnavailable(`${what} need runs with ${filterText(query.where)}, and release ${release} has none.`);
}

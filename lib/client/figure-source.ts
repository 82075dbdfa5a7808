import type { RunRow } from '../results/run-row.ts';
import type { Columns, TableName } from '../results/tables.ts';
import { detailRows, detailTable, seriesOf } from '../figures/detail-rows.ts';
import { DataUnavailable, filterText, type FigureSource, type RowsQuery, type ColumnName } from '../figures/source.ts';
import { bodyOf, type ApiClient, type RunsBody, type RunsQuery } from './index.ts';

/**
 * Figures' data by the API, from one release. It trains nothing.
 * @param release the release; the latest if not given, the same for all that is asked of one source.
 */
export function apiSource(api: ApiClient, release?: string): FigureSource {
  let latest: Promise<string> | undefined;
  const known = () => {
    latest ??= release === undefined ? latestOf(api) : Promise.resolve(release);
    return latest;
  };
  return {
    release: known,
    rows: async (query) => rowsOf(api, await known(), query),
    series: async (ids) => {
      const at = await known();
      return seriesOf(at, ids, await tablesOf(api, at, 'trajectories', ids));
    },
    details: async (table, ids) => {
      const at = await known();
      return detailRows(ids, await tablesOf(api, at, detailTable(at, table), ids));
    },
    run: (experiment) =>
      Promise.reject(
        new DataUnavailable(
          `A run of ${experiment} is asked for by its parameters, which needs a figure’s own address.`,
        ),
      ),
  };
}

async function latestOf(api: ApiClient): Promise<string> {
  return (await bodyOf(api.releases.$get())).meta.release;
}

async function rowsOf<Name extends ColumnName>(
  api: ApiClient,
  release: string,
  { where, columns }: RowsQuery<Name>,
): Promise<Pick<RunRow, Name>[]> {
  const rows: object[] = [];
  const filters = Object.fromEntries(new URLSearchParams(filterText(where)));
  let query: RunsQuery | undefined = { ...filters, fields: columns.join(','), limit: '1000' };
  while (query !== undefined) {
    const page: RunsBody = await bodyOf(api.releases[':release'].runs.$get({ param: { release }, query }));
    rows.push(...page.data);
    const next = page.links.next?.split('?')[1];
    query = next === undefined ? undefined : Object.fromEntries(new URLSearchParams(next));
  }
  return rows as Pick<RunRow, Name>[];
}

/** The rows of some runs in a table, by the run's id; runs that are not in it are left out. */
async function tablesOf(
  api: ApiClient,
  release: string,
  table: TableName,
  ids: readonly string[],
): Promise<Map<string, Columns>> {
  const found = ids.map(async (id) => {
    const asked = { param: { release, id }, query: { include: table } };
    const columns = (await bodyOf(api.releases[':release'].runs[':id'].$get(asked))).tables?.[table];
    return columns ? [[id, columns] as const] : [];
  });
  return new Map((await Promise.all(found)).flat());
}

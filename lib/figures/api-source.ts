import type { RunRow } from '../results/run-row.ts';
import type { Columns, RunTables, TableName } from '../results/tables.ts';
import { detailRows, detailTable, seriesOf } from './detail-rows.ts';
import { DataUnavailable, filterText, type FigureSource, type RowsQuery, type ColumnName } from './source.ts';

/** Gets the JSON at a path of the API; rejects, with the API's own words, if there is none. */
export type GetJson = (path: string) => Promise<unknown>;

interface Page {
  readonly data: readonly object[];
  readonly links: { readonly next?: string };
}

/**
 * Figures' data by the API, from one release. It trains nothing.
 * @param release the release; the latest if not given, the same for all that is asked of one source.
 */
export function apiSource(getJson: GetJson, release?: string): FigureSource {
  let latest: Promise<string> | undefined;
  const known = () => {
    latest ??= release === undefined ? latestOf(getJson) : Promise.resolve(release);
    return latest;
  };
  return {
    release: known,
    rows: async (query) => rowsOf(getJson, await known(), query),
    series: async (ids) => {
      const at = await known();
      return seriesOf(at, ids, await tablesOf(getJson, at, 'trajectories', ids));
    },
    details: async (table, ids) => {
      const at = await known();
      return detailRows(ids, await tablesOf(getJson, at, detailTable(at, table), ids));
    },
    run: (experiment) =>
      Promise.reject(
        new DataUnavailable(
          `A run of ${experiment} is asked for by its parameters, which needs a figure’s own address.`,
        ),
      ),
  };
}

async function latestOf(getJson: GetJson): Promise<string> {
  const { meta } = (await getJson('/api/v1/releases')) as { meta: { release: string } };
  return meta.release;
}

async function rowsOf<Name extends ColumnName>(
  getJson: GetJson,
  release: string,
  { where, columns }: RowsQuery<Name>,
): Promise<Pick<RunRow, Name>[]> {
  const rows: object[] = [];
  // Spelt as the API spells it, or it would lead there by a redirect first.
  const filters = filterText(where).split('&').sort().join('&');
  let next: string | undefined = `/api/v1/releases/${release}/runs?${filters}&fields=${columns.join(',')}&limit=1000`;
  while (next !== undefined) {
    const page = (await getJson(next)) as Page;
    rows.push(...page.data);
    next = page.links.next;
  }
  return rows as Pick<RunRow, Name>[];
}

/** The rows of some runs in a table, by the run's id; runs that are not in it are left out. */
async function tablesOf(
  getJson: GetJson,
  release: string,
  table: TableName,
  ids: readonly string[],
): Promise<Map<string, Columns>> {
  const found = ids.map(async (id) => {
    const address = `/api/v1/releases/${release}/runs/${id}?include=${table}`;
    const { tables } = (await getJson(address)) as { tables: RunTables };
    const columns = tables[table];
    return columns ? [[id, columns] as const] : [];
  });
  return new Map((await Promise.all(found)).flat());
}

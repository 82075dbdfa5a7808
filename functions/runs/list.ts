import type { Context } from 'hono';
import type { Column } from '../../lib/results/column.ts';
import { dictionary } from '../../lib/results/dictionary.ts';
import type { KnownRelease } from '../database/releases.ts';
import { pageOfRuns, type RunsPage } from '../database/runs.ts';
import type { AppEnvironment } from '../environment.ts';
import { runsAddress, setLinks, trajectoriesAddress, withQuery } from '../links.ts';
import { toCanonical } from '../middleware/canonical.ts';
import { conditional } from '../middleware/conditional.ts';
import type { Choose } from '../routes/release-choice.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { limits, queryText, readRunsQuery, selectionText, type Limits, type RunsQuery } from './query.ts';
import { rememberedPage } from './remembered.ts';

/** Forms of lists by the endings of their addresses; JSON is that of the bare address. */
export const listForms = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
} as const;
export type ListForm = keyof typeof listForms;

/** A list of something of runs: where it is, how long its pages may be, and in which forms there are. */
export interface ListKind {
  readonly address: (release: string) => string;
  readonly limits: Limits;
  readonly forms: readonly ListForm[];
  /** The columns to answer with if none are asked for. */
  readonly fields: readonly Column[];
  /** Columns that are found whether they are asked for or not. */
  readonly always: readonly Column[];
}

export const runsList: ListKind = {
  address: runsAddress,
  limits,
  forms: ['json', 'csv', 'ndjson', 'parquet'],
  fields: dictionary,
  always: [],
};

const id = dictionary.filter(({ name }) => name === 'id');
export const trajectoriesList: ListKind = {
  address: trajectoriesAddress,
  // Some of D1's parameters name the runs; and a run has up to 200 rows.
  limits: { least: 1, most: 80, default: 20 },
  forms: ['json', 'csv'],
  fields: id,
  always: id,
};

/** One page of runs as a request asked for it, with the addresses that belong to it. */
export interface ListedPage extends RunsPage {
  readonly known: KnownRelease;
  readonly query: RunsQuery;
  /** The columns of its rows. */
  readonly columns: readonly Column[];
  /** The address that means the same page for ever. */
  readonly self: string;
  readonly next: string | undefined;
  /** The same page in the other forms, by the endings of their addresses. */
  readonly others: Readonly<Record<string, string>>;
}

/**
 * Reads a request for runs and finds them, in any form.
 * @returns the page; or the answer to give at once: a redirect to the canonical address, or that the client has the page.
 */
export async function listedPage(
  c: Context<AppEnvironment>,
  choose: Choose,
  { address: base, limits: allowed, forms, fields, always }: ListKind,
  form: ListForm,
): Promise<ListedPage | Response> {
  const query = readRunsQuery(new URL(c.req.url).searchParams, allowed);
  const textOf = (cursor: string | null) => queryText({ ...query, cursor }, allowed.default);
  const elsewhere = toCanonical(c, textOf(query.cursor));
  if (elsewhere) return elsewhere;
  const [known, lifetime] = await choose();
  const { release } = known;
  const selection = selectionText(query);
  const address = (name: string, cursor: string | null, as: ListForm = form) =>
    withQuery(`${base(name)}${as === 'json' ? '' : `.${as}`}`, textOf(cursor));
  const addresses = { restart: address(release, null), pinned: (name: string) => address(name, query.cursor) };
  const start = query.cursor === null ? null : readCursor(query.cursor, { release, selection }, addresses);
  const columns = [...new Set([...always, ...(query.fields ?? fields)])];
  const names = columns.map(({ name }) => name);
  const page = await rememberedPage([release, names, query.limit, textOf(query.cursor)], () =>
    pageOfRuns(c.env.DB, release, { ...query, fields: columns }, start),
  );
  const self = address(release, query.cursor);
  const next = page.end ? address(release, writeCursor(release, page.end, selection)) : undefined;
  const others = forms.filter((other) => other !== form).map((other) => [other, address(release, query.cursor, other)]);
  const alternates = others.map(([other, at]) => [listForms[other as ListForm].split(';')[0], at]);
  // The page is read before the client's tag is looked at: a 304 must carry the same link to the next page.
  setLinks(c, { next, alternates: Object.fromEntries(alternates) as Record<string, string>, citeAs: self });
  const kept = conditional(c, self, lifetime);
  return (
    kept ?? { ...page, known, query, columns, self, next, others: Object.fromEntries(others) as Record<string, string> }
  );
}

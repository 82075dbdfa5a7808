import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { csvTable } from '../../lib/results/csv.ts';
import { writeParquet } from '../../lib/results/parquet.ts';
import type { AppEnvironment } from '../environment.ts';
import { listedPage, listForms, runsList, type ListedPage, type ListForm } from '../runs/list.ts';
import { runsParameters } from '../runs/parameters.ts';
import { redirected, responses, unknownRelease, withoutRelease } from '../schemas.ts';
import { chooseLatest, choosePinned, ofLatest, params, pinnedRuns, type Choose } from './release-choice.ts';

type FileForm = Exclude<ListForm, 'json'>;

/** A page in a form. Every form has the same values: null is an empty cell, or what the form itself has for it. */
const writers: Readonly<Record<FileForm, (page: ListedPage) => string | Uint8Array<ArrayBuffer>>> = {
  csv: ({ columns, rows }) =>
    csvTable(
      columns.map(({ name }) => name),
      rows,
    ),
  ndjson: ({ rows }) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  parquet: ({ columns, rows }) => {
    const table = Object.fromEntries(columns.map(({ name }) => [name, rows.map((row) => row[name]!)]));
    return writeParquet(columns, table) as Uint8Array<ArrayBuffer>;
  },
};

const names: Readonly<Record<FileForm, string>> = {
  csv: 'CSV',
  ndjson: 'NDJSON, a line for each run',
  parquet: 'Parquet',
};
const problems = ['invalid-parameters', 'invalid-cursor', 'other-release'] as const;

async function answer(c: Context<AppEnvironment>, choose: Choose, form: FileForm): Promise<Response> {
  const page = await listedPage(c, choose, runsList, form);
  if (page instanceof Response) return page;
  return c.body(writers[form](page), 200, { 'Content-Type': listForms[form] });
}

/** Lists of runs as tables, page by page like the list itself; whole releases are files of their own. */
export const runFilesRoutes = new OpenAPIHono<AppEnvironment>();

for (const form of Object.keys(writers) as FileForm[]) {
  const schema = z.string().openapi(form === 'parquet' ? { format: 'binary' } : {});
  const content = { [listForms[form].split(';')[0]!]: { schema } };
  const shared = {
    method: 'get' as const,
    tags: ['runs'],
    responses: { ...responses(`One page of runs as ${names[form]}.`, content, ...problems), ...redirected },
  };
  const summary = `Runs as ${names[form]}`;
  const id = form.charAt(0).toUpperCase() + form.slice(1);
  const latest = createRoute({
    ...shared,
    path: `/runs.${form}`,
    operationId: `listRuns${id}`,
    summary: summary + ofLatest,
    request: { query: runsParameters },
    responses: { ...shared.responses, ...withoutRelease },
  });
  const pinned = createRoute({
    ...shared,
    path: `${pinnedRuns}.${form}`,
    operationId: `listRuns${id}OfRelease`,
    summary,
    request: { query: runsParameters, params: params.release },
    responses: { ...shared.responses, ...unknownRelease },
  });
  runFilesRoutes
    .openapi(latest, (c) => answer(c, () => chooseLatest(c), form))
    .openapi(pinned, (c) => answer(c, () => choosePinned(c, c.req.valid('param').release), form));
}

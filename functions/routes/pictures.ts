import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { figures, type FigureId } from '../../lib/figures/index.ts';
import type { TwoPointsTable } from '../../lib/figures/two-points/table.ts';
import { csvTable } from '../../lib/results/csv.ts';
import { findRelease, latestRelease } from '../database/releases.ts';
import type { AppEnvironment } from '../environment.ts';
import { runsAddress, setLinks } from '../links.ts';
import { conditional } from '../middleware/conditional.ts';
import { pictureAddress, picturePattern, readPictureName, type PictureName } from '../pictures/address.ts';
import { draw } from '../pictures/drawing.ts';
import { formats, mediaTypes, type Format } from '../pictures/formats.ts';
import { rasterise, surelyFits } from '../pictures/raster.ts';
import { edgeSource, type EdgeSource } from '../pictures/source.ts';
import { readView, viewShapes, type Request } from '../pictures/view.ts';
import { documentedShape } from '../parameters.ts';
import { comparisonSchema, linksSchema, recordSchema, releaseParameter, responses } from '../schemas.ts';

export const figureDataSchema = z
  .strictObject({
    figure: z.strictObject({ id: z.string(), stateVersion: z.int() }),
    state: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    provenance: z
      .union([
        z.strictObject({ kind: z.literal('release'), release: z.string() }),
        z.strictObject({ kind: z.literal('computed'), where: z.string() }),
      ])
      .meta({ description: 'Where the run comes from: a release, or computed for this request.' }),
    record: recordSchema,
    comparison: comparisonSchema,
    title: z.string(),
    description: z.string().meta({ description: 'The text alternative of the picture.' }),
    columns: z.array(z.strictObject({ name: z.string(), description: z.string(), unit: z.string().optional() })),
    rows: z.array(z.record(z.string(), z.union([z.number(), z.string(), z.null()]))),
    links: linksSchema,
  })
  .meta({ id: 'FigureData' });

/** A figure's data: everything that its picture is drawn from. */
function data(name: PictureName, { state, query }: Request, table: TwoPointsTable): z.input<typeof figureDataSchema> {
  const figure = figures[name.figure];
  const { record, comparison, provenance } = table;
  const release = provenance.kind === 'release' ? provenance.release : null;
  const twin = (format: Format) => pictureAddress({ ...name, release, format }, query);
  return {
    figure: { id: figure.id, stateVersion: figure.stateVersion },
    state,
    provenance,
    record,
    comparison,
    title: figure.title(table),
    description: figure.describe(table),
    columns: figure.columns.map((column) => ({ ...column })),
    rows: figure.rows(table),
    links: {
      self: twin('json'),
      ...{ svg: twin('svg'), png: twin('png'), csv: twin('csv') },
      ...(release === null ? {} : { run: `${runsAddress(release)}/${record.id}` }),
    },
  };
}

async function body(name: PictureName, request: Request, table: TwoPointsTable): Promise<string | Uint8Array> {
  const figure = figures[name.figure];
  if (name.format === 'json') return JSON.stringify(data(name, request, table));
  if (name.format === 'csv') {
    const columns = figure.columns.map((column) => column.name);
    return csvTable(columns, figure.rows(table));
  }
  const drawing = draw(name.figure, table, request.view);
  return name.format === 'svg' ? drawing.svg : rasterise(drawing, request.view.scale);
}

/** Whether a request will succeed, as far as that is known without its figure; false means unknown. */
async function isCertain({ figure, format }: PictureName, { state, view }: Request, source: EdgeSource) {
  return (format !== 'png' || surelyFits(figures[figure], view)) && (await source.has(state));
}

async function answer(c: Context<AppEnvironment>): Promise<Response> {
  const name = readPictureName(c.req.param('name')!);
  const request = readView(new URL(c.req.url).searchParams, name.figure, name.format);
  const pinned = name.release !== null;
  const { release } = pinned ? await findRelease(c.env.DB, name.release) : await latestRelease(c.env.DB);
  const source = edgeSource(c.env.DB, release, pinned);
  setLinks(c);
  const identity = pictureAddress({ ...name, release }, request.query);
  const kept = conditional(c, identity, pinned ? 'pinned' : 'latest');
  // Nothing is trained for a client that has the answer. But it must be sure that there is one: `*` matches any tag, and
  // tags can be made up.
  if (kept && (await isCertain(name, request, source))) return kept;
  const table = await figures[name.figure].load(request.state, source);
  const bytes = await body(name, request, table);
  if (kept) return kept;
  return c.body(bytes as string | Uint8Array<ArrayBuffer>, 200, { 'Content-Type': mediaTypes[name.format] });
}

/** The figures' files, and their entries in the document: their addresses do not fit the router's own notation. */
export const picturesRoutes = new OpenAPIHono<AppEnvironment>();
picturesRoutes.get(`/:name{${picturePattern}}`, answer);

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
/** Name of a figure's file for makers of clients: getTwoPointsSvg. */
const operationId = (id: FigureId, format: Format) => `get${id.split('-').map(capital).join('')}${capital(format)}`;

for (const id of Object.keys(figures) as FigureId[]) {
  for (const format of formats) {
    const query = documentedShape({ ...figures[id].shape, ...viewShapes[format] }, figures[id].stateVersion);
    const schema =
      format === 'json' ? figureDataSchema : z.string().openapi(format === 'png' ? { format: 'binary' } : {});
    const described = responses(
      `The figure as ${format.toUpperCase()}.`,
      { [mediaTypes[format].split(';')[0]!]: { schema } },
      ...(['invalid-parameters', 'state-version', 'not-found', 'not-recorded'] as const),
    );
    const common = { method: 'get' as const, tags: ['figures'], responses: described };
    picturesRoutes.openAPIRegistry.registerPath({
      ...common,
      path: `/${id}.${format}`,
      operationId: operationId(id, format),
      summary: `${figures[id].id} as ${format.toUpperCase()}: of the latest release, or computed if small`,
      request: { query },
    });
    picturesRoutes.openAPIRegistry.registerPath({
      ...common,
      path: `/${id}@{release}.${format}`,
      operationId: `${operationId(id, format)}OfRelease`,
      summary: `${figures[id].id} as ${format.toUpperCase()}, of a release: the address to cite`,
      request: { query, params: z.object({ release: releaseParameter }) },
    });
  }
}

import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { figureFileLinks } from '../../lib/citation/signposting.ts';
import type { AnyFigure } from '../../lib/figures/figure.ts';
import { fileAddress, type FileName } from '../../lib/figures/files/address.ts';
import { figureCsv, figureData } from '../../lib/figures/files/data.ts';
import { draw } from '../../lib/figures/files/drawing.ts';
import { formats, mediaTypes, type Format } from '../../lib/figures/files/formats.ts';
import { figureNotebook } from '../../lib/figures/notebook/notebook.ts';
import { rasterise, surelyFits } from '../../lib/figures/files/raster.ts';
import { readView, viewShapes, type Request } from '../../lib/figures/files/view.ts';
import { figureOf } from '../../lib/figures/code.ts';
import { definitionOf, figureIds, type FigureId } from '../../lib/figures/index.ts';
import type { FigureSource } from '../../lib/figures/source.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { findRelease, latestRelease } from '../database/releases.ts';
import type { AppEnvironment } from '../environment.ts';
import { setLinks } from '../links.ts';
import { toCanonical } from '../middleware/canonical.ts';
import { conditional } from '../middleware/conditional.ts';
import { picturePattern, readFileName } from '../pictures/address.ts';
import { builtFile } from '../pictures/built.ts';
import { rasteriser } from '../pictures/raster.ts';
import { edgeSource, WouldTrain } from '../pictures/source.ts';
import { tableOf } from '../pictures/tables.ts';
import { documentedShape } from '../parameters.ts';
import { linksSchema, problemResponses, redirected, releaseParameter, responses, withoutRelease } from '../schemas.ts';

export const figureDataSchema = z
  .strictObject({
    figure: z.strictObject({ id: z.string(), stateVersion: z.int() }),
    state: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    sources: z
      .strictObject({
        release: z.string().nullable().meta({ description: 'The release that the runs are of; null if of none.' }),
        runs: z.array(z.string()).readonly().meta({ description: 'Ids of the runs that are shown.' }),
        engines: z.array(z.string()).readonly().meta({ description: 'What trained them, with its version.' }),
        computed: z.string().nullable().meta({ description: 'Where they were computed, if for this request.' }),
      })
      .meta({ description: 'What is shown of what.' }),
    table: z
      .record(z.string(), z.unknown())
      .meta({ description: 'What the picture is drawn from, all of it; its form is the figure’s own.' }),
    title: z.string(),
    description: z.string().meta({ description: 'The text alternative of the picture.' }),
    columns: z.array(z.strictObject({ name: z.string(), description: z.string(), unit: z.string().optional() })),
    rows: z.array(z.record(z.string(), z.union([z.number(), z.string(), z.null()]))),
    links: linksSchema,
  })
  .meta({ id: 'FigureData' });

/** The body of a `.ipynb`; https://nbformat.readthedocs.io has all of it. */
const notebookSchema = z
  .looseObject({
    nbformat: z.literal(4),
    nbformat_minor: z.int(),
    cells: z.array(z.looseObject({ cell_type: z.string() })),
  })
  .meta({
    id: 'Notebook',
    description: 'A Jupyter notebook that fetches the data, draws them and, if they are of one run, trains it again.',
  });

/** @param origin of the request: a notebook fetches from where it came from. */
async function body(
  figure: AnyFigure,
  format: Format,
  request: Request,
  table: object,
  origin: string,
): Promise<string | Uint8Array> {
  if (format === 'ipynb') return JSON.stringify(figureNotebook({ figure, state: request.state, table, origin }));
  if (format === 'json') return JSON.stringify(figureData(figure, request.state, request.query, table));
  if (format === 'csv') return figureCsv(figure, table);
  const drawing = draw(figure, table, request.view);
  return format === 'svg' ? drawing.svg : rasterise(await rasteriser(), drawing, request.view.scale);
}

/** Whether a request will succeed, as far as that is known without training and drawing; false means unknown. */
async function isCertain(
  figure: AnyFigure,
  format: Format,
  { state, view }: Request,
  dry: FigureSource,
): Promise<boolean> {
  if (format === 'png' && !surelyFits(figure, view)) return false;
  try {
    await figure.load(state, dry);
  } catch (error) {
    if (!(error instanceof WouldTrain)) throw error;
  }
  return true;
}

async function answer(c: Context<AppEnvironment>): Promise<Response> {
  const name = readFileName(c.req.param('name')!);
  const { format } = name;
  const definition = definitionOf(name.figure);
  const request = readView(new URL(c.req.url).searchParams, definition, format);
  const elsewhere = toCanonical(c, request.query);
  if (elsewhere) return elsewhere;
  const pinned = name.release !== null;
  const { release } = pinned ? await findRelease(c.env.DB, name.release) : await latestRelease(c.env.DB);
  const file: FileName = { ...name, release };
  setLinks(c, { more: figureFileLinks({ ...name, query: stateQuery(definition, request.state) }, format) });
  const { origin } = new URL(c.req.url);
  const isNotebook = format === 'ipynb';
  const identity = (isNotebook ? origin : '') + fileAddress(file, request.query);
  const kept = conditional(c, identity, pinned ? 'pinned' : 'latest');
  const built = isNotebook ? null : await builtFile(c.env.ASSETS, file, request);
  if (built) {
    if (!kept) return c.body(built, 200, { 'Content-Type': mediaTypes[format] });
    await built.cancel();
    return kept;
  }
  const figure = await figureOf(name.figure);
  // Nothing is trained for a client that has the answer. But it must be sure that there is one: `*` matches any tag, and
  // tags can be made up.
  if (kept && (await isCertain(figure, format, request, edgeSource(c.env, release, { pinned, dry: true }))))
    return kept;
  const table = await tableOf(figure, [stateQuery(figure, request.state), release, pinned], () =>
    figure.load(request.state, edgeSource(c.env, release, { pinned })),
  );
  const bytes = await body(figure, format, request, table, origin);
  if (kept) return kept;
  if (isNotebook) c.header('Content-Disposition', `attachment; filename="${name.figure}.ipynb"`);
  return c.body(bytes as string | Uint8Array<ArrayBuffer>, 200, { 'Content-Type': mediaTypes[format] });
}

/** The figures' files, and their entries in the document: their addresses do not fit the router's own notation. */
export const picturesRoutes = new OpenAPIHono<AppEnvironment>();
picturesRoutes.get(`/:name{${picturePattern}}`, answer);

/** Addresses that name a release never compute: what it does not hold is not found. */
const notRecorded = { 422: problemResponses('not-recorded') };

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
/** Name of a figure's file for makers of clients: getTwoPointsSvg. */
const operationId = (id: FigureId, format: Format) => `get${id.split('-').map(capital).join('')}${capital(format)}`;

const bodySchemas: Readonly<Record<Format, z.ZodType>> = {
  svg: z.string(),
  png: z.string().openapi({ format: 'binary' }),
  csv: z.string(),
  json: figureDataSchema,
  ipynb: notebookSchema,
};

for (const id of figureIds) {
  const { shape, stateVersion } = definitionOf(id);
  for (const format of formats) {
    const query = documentedShape({ ...shape, ...viewShapes[format] }, stateVersion);
    const schema = bodySchemas[format];
    const content = { [mediaTypes[format].split(';')[0]!]: { schema } };
    const problems = ['invalid-parameters', 'state-version', 'not-found', 'no-data'] as const;
    const described = { ...responses(`The figure as ${format.toUpperCase()}.`, content, ...problems), ...redirected };
    const common = { method: 'get' as const, tags: ['figures'], responses: described };
    picturesRoutes.openAPIRegistry.registerPath({
      ...common,
      responses: { ...described, ...notRecorded, ...withoutRelease },
      path: `/${id}.${format}`,
      operationId: operationId(id, format),
      summary: `${id} as ${format.toUpperCase()}: of the latest release, or computed if small`,
      request: { query },
    });
    picturesRoutes.openAPIRegistry.registerPath({
      ...common,
      path: `/${id}@{release}.${format}`,
      operationId: `${operationId(id, format)}OfRelease`,
      summary: `${id} as ${format.toUpperCase()}, of a release: the address to cite`,
      request: { query, params: z.object({ release: releaseParameter }) },
    });
  }
}

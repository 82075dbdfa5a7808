import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { siteName } from '../../lib/citation/link-card.ts';
import { embedAddress, pageAddress } from '../../lib/figures/files/address.ts';
import { escaped, frameCode } from '../../lib/figures/files/embed-code.ts';
import { frameHeight } from '../../lib/figures/files/frame-height.ts';
import { viewDefaults } from '../../lib/figures/files/view.ts';
import { parseQuery } from '../../lib/results/query.ts';
import { readAnyAddress } from '../embedding/address.ts';
import { findShown, pictureOf, type ShownState } from '../embedding/shown.ts';
import type { AppEnvironment } from '../environment.ts';
import { conditional } from '../middleware/conditional.ts';
import { documented } from '../parameters.ts';
import { problemOf } from '../problems/answers.ts';
import { problemKinds } from '../problems/kinds.ts';
import { Problem } from '../problems/problem.ts';
import { json, responses } from '../schemas.ts';

const parameters = z.strictObject({
  url: z.string(),
  format: z.string().default('json'),
  maxwidth: z.int().min(1).max(100_000).optional(),
  maxheight: z.int().min(1).max(100_000).optional(),
});
type Limits = Pick<z.output<typeof parameters>, 'maxwidth' | 'maxheight'>;

/** Width of a frame in CSS pixels where the consumer has room for it. */
const bestWidth = 760;
/** The least that a picture can be drawn at. */
const narrowestPicture = 320;

export const oembedBody = z
  .strictObject({
    type: z.literal('rich'),
    version: z.literal('1.0'),
    title: z.string(),
    author_name: z.string(),
    author_url: z.string(),
    provider_name: z.string(),
    provider_url: z.string(),
    cache_age: z.int().meta({ description: 'Seconds for which the answer may be kept.' }),
    html: z.string().meta({ description: 'A frame, frozen to a release if the state is of one.' }),
    width: z.int(),
    height: z.int(),
    thumbnail_url: z.string().optional(),
    thumbnail_width: z.int().optional(),
    thumbnail_height: z.int().optional(),
  })
  .meta({ id: 'OEmbed', description: 'oembed.com, version 1.0.' });
type OEmbed = z.output<typeof oembedBody>;

const day = 86_400;

/** The state's picture, where the consumer has room for it: a thumbnail must keep to the same limits. */
function thumbnailOf(shown: ShownState, { maxwidth, maxheight }: Limits): Partial<OEmbed> {
  const px = Math.min(viewDefaults.px, maxwidth ?? Infinity);
  if (px < narrowestPicture) return {};
  const { address, size } = pictureOf(shown, { px, scale: 1 });
  if (!size || size.height > (maxheight ?? Infinity)) return {};
  return { thumbnail_url: address, thumbnail_width: size.width, thumbnail_height: size.height };
}

/** What embeds a state. Addresses are those of this host. */
function describe(shown: ShownState, origin: string, limits: Limits): OEmbed {
  const { figure, release, query, code, table } = shown;
  const width = Math.min(bestWidth, limits.maxwidth ?? Infinity);
  const height = Math.min(frameHeight(code, table, width), limits.maxheight ?? Infinity);
  const title = table ? code.title(table) : `${figure}, ${query}`;
  const { thumbnail_url, ...thumbnail } = thumbnailOf(shown, limits);
  return {
    ...({ type: 'rich', version: '1.0', title } as const),
    ...{ author_name: siteName, author_url: origin + pageAddress(figure, query) },
    ...{ provider_name: siteName, provider_url: `${origin}/`, cache_age: day },
    html: frameCode({ address: origin + embedAddress({ figure, release }, query), title, width, height }),
    ...{ width, height },
    ...(thumbnail_url !== undefined && { thumbnail_url: origin + thumbnail_url, ...thumbnail }),
  };
}

/** The state that an address of this host names. @throws Problem, 404, if it names none: the specification has no other word. */
async function findAsked(c: Context<AppEnvironment>, url: string): Promise<ShownState> {
  const { origin, host } = new URL(c.req.url);
  const unknown = (reason: string) =>
    new Problem('not-found', `${reason} Figures are at ${origin}/figures/<id>.`, {
      links: { figures: '/api/v1/figures' },
    });
  const asked = URL.canParse(url) ? new URL(url) : null;
  if (asked?.host !== host) throw unknown(`${url} is no address of this host.`);
  try {
    const named = readAnyAddress(asked);
    if (!named) throw unknown(`${url} is no address of a figure.`);
    return await findShown(c.env, named);
  } catch (error) {
    const problem = error instanceof Error ? problemOf(error) : null;
    if (problem && problemKinds[problem.kind].status < 500) throw unknown(problem.message);
    throw error;
  }
}

/** The same in XML: an element for each field (oembed.com, 2.3.3). */
function asXml(body: OEmbed): string {
  const fields = Object.entries(body).map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`);
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${fields.join('')}</oembed>\n`;
}

const route = createRoute({
  method: 'get',
  path: '/oembed',
  operationId: 'getOEmbed',
  tags: ['embedding'],
  summary: 'What embeds the figure at an address (oembed.com)',
  request: {
    query: z.object({
      url: documented({ type: 'string', format: 'uri', description: 'Any address of a figure: page, frame or file.' }),
      format: documented({
        type: 'string',
        enum: ['json', 'xml'],
        description: 'Form of the answer; JSON if not given.',
      }),
      maxwidth: documented({ type: 'integer', minimum: 1, description: 'Most pixels that the frame may be wide.' }),
      maxheight: documented({ type: 'integer', minimum: 1, description: 'Most pixels that the frame may be high.' }),
    }),
  },
  responses: responses(
    'What embeds it.',
    { ...json(oembedBody), 'text/xml': { schema: z.string() } },
    ...(['invalid-parameters', 'not-found', 'format-not-implemented'] as const),
  ),
});

/** The oEmbed endpoint. There is no private figure, so that nothing is ever refused with 401. */
export const oembedRoutes = new OpenAPIHono<AppEnvironment>();
oembedRoutes.openAPIRegistry.registerPath(route);
oembedRoutes.get('/oembed', async (c) => {
  // Consumers send parameters of their own, which the specification allows.
  const given = [...new URL(c.req.url).searchParams].filter(([name]) => Object.hasOwn(parameters.shape, name));
  const { url, format, ...limits } = parseQuery(new URLSearchParams(given), parameters.shape, parameters);
  if (format !== 'json' && format !== 'xml') {
    throw new Problem('format-not-implemented', `format is ${format}; there are json and xml.`);
  }
  const shown = await findAsked(c, url);
  const { origin } = new URL(c.req.url);
  const kept = conditional(
    c,
    `oembed ${format} ${origin} ${url} ${JSON.stringify(limits)} ${shown.release ?? ''}`,
    'latest',
  );
  if (kept) return kept;
  const body = describe(shown, origin, limits);
  return format === 'json'
    ? c.json(body, 200)
    : c.body(asXml(body), 200, { 'Content-Type': 'text/xml; charset=utf-8' });
});

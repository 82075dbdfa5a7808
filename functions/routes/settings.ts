import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { paperPresets, twoPointsPresets, type Preset } from '../../lib/experiments/two-points/presets.ts';
import { twoPointsParameters, twoPointsShape } from '../../lib/experiments/two-points/parameters.ts';
import { figures } from '../../lib/figures/index.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { latestRelease } from '../database/releases.ts';
import type { AppEnvironment } from '../environment.ts';
import { runsAddress, setLinks } from '../links.ts';
import { queryOf } from '../middleware/canonical.ts';
import { conditional } from '../middleware/conditional.ts';
import { withoutQuery } from '../middleware/without-query.ts';
import { envelope, json, linksSchema, metaOf, responses, withoutRelease } from '../schemas.ts';

export const settingsBody = envelope(
  {},
  z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      note: z.string().meta({ description: 'What to look for.' }),
      parameters: z
        .record(z.string(), z.union([z.string(), z.number()]))
        .meta({ description: 'Complete parameters of a run of two-points, with the first seed.' }),
      links: linksSchema.meta({ description: 'Its runs, whatever their seeds, and the figure of one.' }),
    }),
  ),
);

const route = createRoute({
  method: 'get',
  path: '/settings',
  operationId: 'listSettings',
  middleware: withoutQuery,
  tags: ['experiments'],
  summary: 'Settings that have a name: the paper’s own, and small ones that train in a moment',
  responses: { ...responses('The settings.', json(settingsBody), 'invalid-parameters'), ...withoutRelease },
});

/** A setting with the ways to its runs. */
function setting(release: string, { id, label, note, parameters: given }: Preset) {
  const parameters = twoPointsParameters.parse(given);
  const same = Object.keys(twoPointsShape).filter((name) => name !== 'seed' && name !== 'steps');
  const filters = new URLSearchParams([['experiment', 'two-points']]);
  for (const name of same) filters.set(name, String(parameters[name as keyof typeof parameters]));
  filters.sort();
  const figure = `/figures/two-points.svg?${stateQuery(figures['two-points'], parameters)}`;
  return { id, label, note, parameters, links: { runs: `${runsAddress(release)}?${queryOf(filters)}`, figure } };
}

/** The settings that the article and the sweeps know by name. */
export const settingsRoutes = new OpenAPIHono<AppEnvironment>().openapi(route, async (c) => {
  const known = await latestRelease(c.env.DB);
  const self = '/api/v1/settings';
  setLinks(c);
  const kept = conditional(c, `${self} ${known.release}`, 'latest');
  if (kept) return kept;
  const data = [...paperPresets, ...twoPointsPresets].map((preset) => setting(known.release, preset));
  return c.json({ meta: metaOf(known), links: { self }, data }, 200);
});

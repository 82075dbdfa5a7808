import { z } from 'zod';
import { figures, type FigureId } from '../../lib/figures/index.ts';
import { themeNames, type ThemeName } from '../../lib/figures/theme.ts';
import { formatQuery, parseQuery, type QueryIssue } from '../../lib/results/query.ts';
import type { TwoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import { Problem } from '../problems/problem.ts';
import { stateQuery } from './address.ts';
import type { Format } from './formats.ts';

// No name of a state's parameter may be taken: `width` is the network's.
const drawn = {
  theme: z.enum(themeNames).default('light').meta({ description: 'Colours of the picture.' }),
  px: z.int().min(320).max(1600).default(900).meta({ description: 'Width of the picture in CSS pixels.' }),
};
const scale = z.int().min(1).max(4).default(2).meta({ description: 'Pixels per CSS pixel.' });

/** The parameters of each format besides the figure's state. Data have none. */
export const viewShapes = {
  svg: drawn,
  png: { ...drawn, scale },
  csv: {},
  json: {},
} as const satisfies Record<Format, z.ZodRawShape>;

/** How a figure is drawn. */
export interface View {
  readonly theme: ThemeName;
  /** Width in CSS pixels. */
  readonly px: number;
  readonly scale: number;
}

/** What a figure's address asks for. */
export interface Request {
  readonly state: TwoPointsParameters;
  readonly view: View;
  /** The query, the same for all spellings of the same request. */
  readonly query: string;
}

const viewDefaults: View = z.strictObject(viewShapes.png).parse({});

/**
 * Reads the state of a figure and how to draw it off a query.
 * @throws Problem if the query is written for another version of the state.
 * @throws QueryError naming everything else that is wrong with it.
 */
export function readView(query: URLSearchParams, id: FigureId, format: Format): Request {
  const figure = figures[id];
  checkVersion(query, figure.stateVersion);
  const rest = new URLSearchParams(query);
  rest.delete('v');
  const viewShape: z.ZodRawShape = viewShapes[format];
  // The state's schema is more than its fields (it fills in and relates them), so each part is read by its own schema.
  const both = z.record(z.string(), z.unknown()).transform((given, context) => {
    const part = (mine: boolean) =>
      Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(viewShape, name) === mine));
    const view = z.strictObject(viewShape).safeParse(part(true));
    const state = figure.state.safeParse(part(false));
    context.issues.push(...([...(view.error?.issues ?? []), ...(state.error?.issues ?? [])] as z.core.$ZodRawIssue[]));
    return view.success && state.success ? { view: view.data, state: state.data } : z.NEVER;
  });
  const { view, state } = parseQuery(rest, { ...figure.shape, ...viewShape }, both);
  const parameters = new URLSearchParams([
    ...new URLSearchParams(stateQuery(id, { ...state })),
    ...new URLSearchParams(formatQuery(view, { ...viewDefaults })),
  ]);
  parameters.sort();
  return { state, view: { ...viewDefaults, ...view }, query: parameters.toString() };
}

/** A state without a version is of the present one, so that an address can be typed by hand. */
function checkVersion(query: URLSearchParams, version: number): void {
  const given = query.getAll('v');
  if (given.length === 0 || (given.length === 1 && given[0] === String(version))) return;
  const text = given.join(', ');
  const detail = `v is ${text}: the parameters of this figure are of version ${version}, and others are not guessed at.`;
  const errors: QueryIssue[] = [{ parameter: 'v', given: text, detail: `v is ${text}.`, allowed: String(version) }];
  throw new Problem('state-version', detail, { errors });
}

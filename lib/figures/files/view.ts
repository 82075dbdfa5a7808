import { z } from 'zod';
import type { AnyFigureDefinition, FigureState } from '../figure.ts';
import { presentQuery, stateQuery } from '../state.ts';
import { themeNames, type ThemeName } from '../theme.ts';
import { formatQuery, parseQuery } from '../../results/query.ts';
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
  ipynb: {},
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
  readonly state: FigureState;
  readonly view: View;
  /** The query, the same for all spellings of the same request. */
  readonly query: string;
}

export const viewDefaults: View = z.strictObject(viewShapes.png).parse({});

/** The part of a query that is, or is not, of a shape. */
const partOf = (query: URLSearchParams, shape: z.ZodRawShape, isOf: boolean) =>
  new URLSearchParams([...query].filter(([name]) => Object.hasOwn(shape, name) === isOf));

/** The query of a state with a view of it: that of the state, then what is not at its default of the view, by name. */
const queryOf = (figure: AnyFigureDefinition, state: FigureState, view: string): string =>
  stateQuery(figure, state) + (view && `&${view}`);

/**
 * Reads the state of a figure off a query, and how it is seen.
 * @param viewShape the fields of a view, each with a default.
 * @throws StateVersionError, QueryError as `readView`.
 */
function readParts<Shape extends z.ZodRawShape>(query: URLSearchParams, figure: AnyFigureDefinition, viewShape: Shape) {
  // The view's parameters have no version: they mean the same for all states.
  const rest = new URLSearchParams([
    ...presentQuery(figure, partOf(query, viewShape, false)),
    ...partOf(query, viewShape, true),
  ]);
  // The state's schema is more than its fields (it fills in and relates them), so each part is read by its own schema.
  const both = z.record(z.string(), z.unknown()).transform((given, context) => {
    const part = (mine: boolean) =>
      Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(viewShape, name) === mine));
    const view = z.strictObject(viewShape).safeParse(part(true));
    const state = figure.state.safeParse(part(false));
    context.issues.push(...([...(view.error?.issues ?? []), ...(state.error?.issues ?? [])] as z.core.$ZodRawIssue[]));
    return view.success && state.success ? { view: view.data, state: state.data } : z.NEVER;
  });
  return parseQuery(rest, { ...figure.shape, ...viewShape }, both);
}

/**
 * Reads the state of a figure and how to draw it off a query.
 * @throws StateVersionError if the query is written for a version of the state that has no meaning today.
 * @throws QueryError naming everything else that is wrong with it.
 */
export function readView(query: URLSearchParams, figure: AnyFigureDefinition, format: Format): Request {
  const viewShape: z.ZodRawShape = viewShapes[format];
  const { view, state } = readParts(query, figure, viewShape);
  const defaults = z.strictObject(viewShape).parse({});
  return { state, view: { ...viewDefaults, ...view }, query: queryOf(figure, state, formatQuery(view, defaults)) };
}

/** The parameters of an embedded figure besides its state. */
const embedShape = {
  theme: z
    .enum(['auto', ...themeNames])
    .default('auto')
    .meta({ description: 'Colours of the page; auto follows the reader’s system.' }),
};

/** What the address of an embedded figure asks for. */
export interface EmbedRequest {
  readonly state: FigureState;
  readonly theme: ThemeName | 'auto';
  /** The query, the same for all spellings of the same request. */
  readonly query: string;
}

/**
 * Reads the state of an embedded figure and its theme off a query.
 * @throws StateVersionError, QueryError as `readView`.
 */
export function readEmbed(query: URLSearchParams, figure: AnyFigureDefinition): EmbedRequest {
  const { view, state } = readParts(query, figure, embedShape);
  return { state, theme: view.theme, query: queryOf(figure, state, formatQuery(view, { theme: 'auto' })) };
}

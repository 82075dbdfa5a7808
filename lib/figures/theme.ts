/** Every colour and font that a figure uses. Values go straight into SVG attributes. */
export interface Theme {
  readonly background: string;
  /** Text and axes. */
  readonly ink: string;
  /** Secondary text. */
  readonly muted: string;
  readonly grid: string;
  /** Dashed theory curves. */
  readonly theory: string;
  /** The symbols' own colours, the same in text, formulas and figures. */
  readonly h: string;
  readonly y: string;
  readonly w: string;
  readonly loss: string;
  /** The two effective rates: each of the family of what it moves, cool for the encoder, warm for the decoder. */
  readonly etaH: string;
  readonly etaY: string;
  /** What is given with the task and does not change: the distances of inputs and of targets. */
  readonly given: string;
  /** Thin curves of runs that others recorded. */
  readonly recorded: string;
  /** Up to eight kinds of things, told apart by colour-blind readers too; with `categoryStyle` never by colour alone. */
  readonly categories: readonly string[];
  /** From little to much, in even steps of perceived difference, the least near the background. */
  readonly sequential: readonly string[];
  /** From negative by a neutral middle to positive. */
  readonly diverging: readonly string[];
  readonly font: string;
}

const font = "'Source Sans 3', 'Source Sans 3 Variable', 'Source Sans Pro', system-ui, sans-serif";

const colours = (list: string): readonly string[] => list.split(' ');

/**
 * Colours after Okabe and Ito's palette for colour-blind readers, darkened or lightened for contrast; experiment and
 * theory also differ in line width and dashes, so nothing depends on colour alone.
 */
export const themes = {
  light: {
    background: '#ffffff',
    ink: '#1d2129',
    muted: '#59616e',
    grid: '#d9dde3',
    theory: '#111418',
    h: '#0072b2',
    y: '#c75000',
    w: '#00795a',
    loss: '#7d4a9b',
    etaH: '#00788c',
    etaY: '#8a6100',
    given: '#59616e',
    recorded: '#767d88',
    categories: ['#0c1b6f', '#fb551e', '#23a374', '#e155d1', '#15666f', '#382901', '#881bba', '#a02e23'],
    sequential: colours(
      '#f7f5ee #e2ead7 #cedebf #b9d3a8 #97c3a4 #73b2a0 #4aa29b #3b8d98 #2c7895 #1f6390 #294b7f #2c336f #2a1a5e',
    ),
    diverging: colours(
      '#0b4a85 #2f689e #4e87b7 #6ea6d1 #9bc0dc #c8d9e6 #f4f3f0 #efd6c0 #e8b890 #e09a5e #c37942 #a75a25 #8a3a00',
    ),
    font,
  },
  dark: {
    background: '#14171c',
    ink: '#e7e9ee',
    muted: '#a3abb8',
    grid: '#343a44',
    theory: '#ffffff',
    h: '#56b4e9',
    y: '#f0a35e',
    w: '#3ecf9f',
    loss: '#c79be0',
    etaH: '#62d0de',
    etaY: '#e2b84a',
    given: '#a3abb8',
    recorded: '#878f9c',
    categories: ['#246ae3', '#fb8b1b', '#64b798', '#91697c', '#6efcf3', '#f7e709', '#bf9af7', '#ed0325'],
    sequential: colours(
      '#1b1f26 #20293e #263258 #2c3b72 #2c527e #28688a #1f7f96 #3b9594 #54aa91 #6cc08b #9dd19c #cae2ae #f6f2c0',
    ),
    diverging: colours(
      '#9fd0fb #7aafdf #558ec3 #2f6ea8 #2d557c #293d53 #22262d #4d372e #79462a #a8551c #c57a47 #e2a06d #ffc794',
    ),
    font,
  },
} as const satisfies Record<string, Theme>;

export const themeNames = ['light', 'dark'] as const satisfies readonly (keyof typeof themes)[];
export type ThemeName = (typeof themeNames)[number];

/** The names of a theme's colours, one custom property each: `ink`, `categories-0`. */
function colourNames(theme: Theme): [name: string, value: string][] {
  return Object.entries(theme as unknown as Record<string, string | readonly string[]>).flatMap(
    ([key, value]): [string, string][] => {
      if (key === 'font') return [];
      return typeof value === 'string' ? [[key, value]] : value.map((colour, n) => [`${key}-${n}`, colour]);
    },
  );
}

const property = (name: string) => `var(--figure-${name})`;
const properties = (name: 'categories' | 'sequential' | 'diverging') =>
  themes.light[name].map((_, n) => property(`${name}-${n}`));

/**
 * The theme of a figure inside a page: each colour is a CSS custom property `--figure-<name>`, so that one picture follows
 * the reader's theme. The page declares the properties from `themes`.
 */
export const pageTheme: Theme = {
  background: property('background'),
  ink: property('ink'),
  muted: property('muted'),
  grid: property('grid'),
  theory: property('theory'),
  h: property('h'),
  y: property('y'),
  w: property('w'),
  loss: property('loss'),
  recorded: property('recorded'),
  categories: properties('categories'),
  sequential: properties('sequential'),
  diverging: properties('diverging'),
  etaH: property('etaH'),
  etaY: property('etaY'),
  given: property('given'),
  font: 'inherit',
};

/** The CSS declarations of `--figure-…` for a theme, for pages to include. */
export function themeDeclarations(name: ThemeName): string {
  return colourNames(themes[name])
    .map(([key, value]) => `--figure-${key}: ${value};`)
    .join(' ');
}

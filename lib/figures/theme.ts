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
  readonly font: string;
}

const font = "'Source Sans 3', 'Source Sans 3 Variable', 'Source Sans Pro', system-ui, sans-serif";

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
    font,
  },
} as const satisfies Record<string, Theme>;

export const themeNames = ['light', 'dark'] as const satisfies readonly (keyof typeof themes)[];
export type ThemeName = (typeof themeNames)[number];

/**
 * The theme of a figure inside a page: each colour is a CSS custom property `--figure-<name>`, so that one picture follows
 * the reader's theme. The page declares the properties from `themes`.
 */
export const pageTheme: Theme = {
  background: 'var(--figure-background)',
  ink: 'var(--figure-ink)',
  muted: 'var(--figure-muted)',
  grid: 'var(--figure-grid)',
  theory: 'var(--figure-theory)',
  h: 'var(--figure-h)',
  y: 'var(--figure-y)',
  w: 'var(--figure-w)',
  loss: 'var(--figure-loss)',
  font: 'inherit',
};

/** The CSS declarations of `--figure-…` for a theme, for pages to include. */
export function themeDeclarations(name: ThemeName): string {
  return Object.entries(themes[name])
    .filter(([key]) => key !== 'font')
    .map(([key, value]) => `--figure-${key}: ${value};`)
    .join(' ');
}

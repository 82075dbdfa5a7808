import { fontProviders } from 'astro/config';

const serif = (weight: number, style: 'normal' | 'italic') => ({
  weight,
  style,
  src: [`@fontsource/source-serif-4/files/source-serif-4-latin-${weight}-${style}.woff2`] as [string],
});
const sans = (script: string, unicodeRange?: [string, ...string[]]) => ({
  weight: '200 900',
  style: 'normal' as const,
  ...(unicodeRange ? { unicodeRange } : {}),
  src: [`@fontsource-variable/source-sans-3/files/source-sans-3-${script}-wght-normal.woff2`] as [string],
});
const provider = fontProviders.local();

/**
 * The page's fonts. Of the serif only the three cuts that the text has, which together weigh less than one variable font;
 * the sans has many weights in figures, and its Greek letters are a family of their own, which few pages fetch. `optional`:
 * a font that is not there at once is used from the next page on, so that no line moves while it is read.
 */
export const fonts = [
  {
    name: 'Source Serif 4',
    cssVariable: '--font-serif',
    provider,
    display: 'optional' as const,
    fallbacks: ['Charter', 'Georgia', 'serif'],
    options: { variants: [serif(400, 'normal'), serif(400, 'italic'), serif(600, 'normal')] },
  },
  {
    name: 'Source Sans 3',
    cssVariable: '--font-sans',
    provider,
    display: 'optional' as const,
    fallbacks: ['system-ui', 'sans-serif'],
    options: { variants: [sans('latin')] },
  },
  {
    name: 'Source Sans 3 Greek',
    cssVariable: '--font-greek',
    provider,
    display: 'swap' as const,
    fallbacks: [],
    optimizedFallbacks: false,
    options: { variants: [sans('greek', ['U+0370-03FF'])] },
  },
];

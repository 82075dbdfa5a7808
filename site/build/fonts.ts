import { fontProviders } from 'astro/config';

const serif = (weight: number, style: 'normal' | 'italic') => ({
  weight,
  style,
  src: [`@fontsource/source-serif-4/files/source-serif-4-latin-${weight}-${style}.woff2`] as [string],
});
const sans = (script: string, unicodeRange: [string, ...string[]]) => ({
  weight: '200 900',
  style: 'normal' as const,
  unicodeRange,
  src: [`@fontsource-variable/source-sans-3/files/source-sans-3-${script}-wght-normal.woff2`] as [string],
});

/**
 * The page's fonts. Of the serif only the three cuts that the text has, which together weigh less than one variable font;
 * the sans has many weights in figures. Until they are there, fallbacks of the same widths hold their place.
 */
export const fonts = [
  {
    name: 'Source Serif 4',
    cssVariable: '--font-serif',
    provider: fontProviders.local(),
    fallbacks: ['Charter', 'Georgia', 'serif'],
    options: { variants: [serif(400, 'normal'), serif(400, 'italic'), serif(600, 'normal')] },
  },
  {
    name: 'Source Sans 3',
    cssVariable: '--font-sans',
    provider: fontProviders.local(),
    fallbacks: ['system-ui', 'sans-serif'],
    options: {
      variants: [
        sans('latin', [
          'U+0000-00FF',
          'U+0131',
          'U+0152-0153',
          'U+02C6',
          'U+02DA',
          'U+02DC',
          'U+2000-206F',
          'U+2122',
          'U+2191',
          'U+2193',
          'U+2212',
          'U+2215',
        ]),
        sans('greek', ['U+0370-03FF']),
      ],
    },
  },
];

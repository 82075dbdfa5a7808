import type { MathStyles } from './class-styles.ts';
import { classesIn, katexSheet, type Rule } from './katex-sheet.ts';

const addresses = import.meta.glob<string>('../../../node_modules/katex/dist/fonts/*.woff2', {
  query: '?url',
  import: 'default',
  eager: true,
});
const fontAddress = new Map(Object.entries(addresses).map(([path, address]) => [path.split('/').at(-1)!, address]));

const isFont = ({ selectors }: Rule) => selectors[0] === '@font-face';

/** Of the font's files the one in the format that every browser of today reads. */
function fontFace({ body }: Rule): string {
  const file = /fonts\/([\w-]+\.woff2)/.exec(body)?.[1];
  const address = file && fontAddress.get(file);
  if (!address) throw new Error(`KaTeX has no file for the font ${body}.`);
  return `@font-face{${body.replace(/src:[^;]*/, `src:url(${address}) format("woff2")`)}}`;
}

/** What a page includes for its formulas, as CSS. */
export interface MathStylesheet {
  readonly rules: string;
  /** Apart, because they can wait: site/scripts/formula-fonts.ts. */
  readonly fonts: string;
}

/** Of KaTeX's stylesheet what applies to these classes: a tenth of it, as a rule. */
function katexFor(used: ReadonlySet<string>): MathStylesheet {
  const kept = katexSheet
    .filter((rule) => !isFont(rule))
    .map(({ selectors, body }) => ({
      selectors: selectors.filter((selector) => classesIn(selector).every((name) => used.has(name))),
      body,
    }))
    .filter(({ selectors }) => selectors.length > 0);
  const fonts = katexSheet.filter(isFont).filter(({ body }) => {
    const family = /font-family:["']?(\w+)/.exec(body)![1]!;
    return kept.some((rule) => new RegExp(`\\b${family}\\b`).test(rule.body));
  });
  return {
    rules: kept.map(({ selectors, body }) => `${selectors.join(',')}{${body}}`).join(''),
    fonts: fonts.map(fontFace).join(''),
  };
}

/** All that a page's formulas need; nothing for a page without. @throws Error if two declarations have one class. */
export function mathStylesheet(parts: readonly MathStyles[]): MathStylesheet {
  const used = new Set(parts.flatMap(({ classes }) => classes));
  if (!used.has('katex')) return { rules: '', fonts: '' };
  const all = new Map<string, string>();
  for (const [name, declarations] of parts.flatMap(({ rules }) => Object.entries(rules))) {
    const known = all.get(name) ?? declarations;
    if (known !== declarations) throw new Error(`Class ${name} stands for both ${known} and ${declarations}.`);
    all.set(name, declarations);
  }
  const { rules, fonts } = katexFor(used);
  return { rules: rules + [...all].map(([name, declarations]) => `.${name}{${declarations}}`).join(''), fonts };
}

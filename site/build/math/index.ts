import type { unified } from '@astrojs/markdown-remark';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { readGlossary } from '../glossary.ts';
import { rehypeClassStyles } from './class-styles.ts';
import { rehypeLean } from './lean.ts';
import { rehypeScrollTables } from './scroll-tables.ts';
import { rehypeSourceLines } from './source-lines.ts';
import { rehypeSymbols, symbolMacros } from './symbols.ts';

const { symbols } = readGlossary();

/** Of the commands that can put attributes into the page, formulas may use the one that the symbols are made of. */
const katexOptions = {
  output: 'htmlAndMathml',
  macros: symbolMacros(symbols),
  trust: ({ command }: { command: string }) => command === '\\htmlClass',
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
} as const;

/** What turns `$…$` and `$$…$$` into formulas. `tabStops`: whether symbols are stops of the Tab key. */
export function mathPlugins({ tabStops }: { readonly tabStops: boolean }): Parameters<typeof unified>[0] {
  return {
    remarkPlugins: [remarkMath],
    rehypePlugins: [
      [rehypeKatex, katexOptions],
      [rehypeSymbols, { symbols, tabStops }],
      rehypeScrollTables,
      rehypeLean,
      rehypeSourceLines,
      rehypeClassStyles,
    ],
  };
}

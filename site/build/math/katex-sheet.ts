import { readFileSync } from 'node:fs';

export interface Rule {
  readonly selectors: readonly string[];
  readonly body: string;
}

/** KaTeX's stylesheet, which is flat: selectors and declarations, and the fonts. */
export const katexSheet: readonly Rule[] = [
  ...readFileSync('node_modules/katex/dist/katex.min.css', 'utf8').matchAll(/([^{}]+)\{([^{}]*)\}/g),
].map(([, selectors = '', body = '']) => ({ selectors: selectors.split(','), body }));

/** Every class that a selector speaks of. */
export const namesIn = (selector: string) => [...selector.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, name]) => name!);

/** Classes that an element must have; those that it must not have do not count. */
export const classesIn = (selector: string) => namesIn(selector.replace(/:not\([^)]*\)/g, ''));

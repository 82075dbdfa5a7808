import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { themes, type Theme } from '../../lib/figures/theme.ts';

const file = 'content/glossary.yaml';
const colours = Object.keys(themes.light).filter((name) => name !== 'font') as [Exclude<keyof Theme, 'font'>];

const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/);
const symbolSchema = z.strictObject({
  id,
  /** How formulas name the symbol: a TeX command of letters only. */
  macro: z.string().regex(/^\\[A-Za-z]+$/),
  /** How it looks, as TeX. */
  tex: z.string(),
  /** How it is read out. */
  spoken: z.string(),
  /** Which of the figures' colours it has, everywhere. */
  colour: z.enum(colours),
  name: z.string(),
  definition: z.string(),
});
const termSchema = z.strictObject({ id, name: z.string(), definition: z.string() });
const glossarySchema = z.strictObject({ symbols: z.array(symbolSchema), terms: z.array(termSchema) });

export type GlossarySymbol = z.infer<typeof symbolSchema>;
export type Glossary = z.infer<typeof glossarySchema>;

let glossary: Glossary | undefined;

/**
 * The symbols and terms of content/glossary.yaml, in its order.
 * @throws Error if an entry is malformed, or if an id or a macro is defined twice.
 */
export function readGlossary(): Glossary {
  if (glossary) return glossary;
  const read = glossarySchema.parse(parse(readFileSync(file, 'utf8')));
  mustDiffer(read.symbols.map((symbol) => symbol.macro));
  mustDiffer(read.symbols.map((symbol) => symbol.id));
  mustDiffer(read.terms.map((term) => term.id));
  glossary = read;
  return read;
}

function mustDiffer(names: readonly string[]): void {
  const twice = names.find((name, n) => names.indexOf(name) !== n);
  if (twice !== undefined) throw new Error(`${file} defines ${twice} twice.`);
}

/** Anchor of a symbol's or a term's entry in the glossary; never renamed. */
export const glossaryAnchor = (kind: 'symbol' | 'term', name: string) => `${kind}-${name}`;

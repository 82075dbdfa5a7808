import { glossaryAnchor, readGlossary } from './glossary.ts';
import { renderMarkdown } from './markdown.ts';
import type { MathStyles } from './math/class-styles.ts';

/** An entry of the glossary as HTML. */
export interface GlossaryEntry {
  readonly anchor: string;
  /** The symbol as a formula; terms have none. */
  readonly symbol: string | undefined;
  readonly name: string;
  readonly definition: string;
}

interface RenderedGlossary {
  readonly entries: readonly GlossaryEntry[];
  readonly mathStyles: readonly MathStyles[];
}

let rendered: Promise<RenderedGlossary> | undefined;

/** The glossary, symbols in the order of the file, then terms by name; rendered once per build. */
export function glossaryEntries(): Promise<RenderedGlossary> {
  rendered ??= renderAll();
  return rendered;
}

async function renderAll(): Promise<RenderedGlossary> {
  const mathStyles: MathStyles[] = [];
  const html = async (text: string) => {
    const part = await renderMarkdown(text);
    mathStyles.push(part.mathStyles);
    return part.html;
  };
  const { symbols, terms } = readGlossary();
  const sorted = terms.toSorted((a, b) => a.name.localeCompare(b.name));
  const entries = await Promise.all([
    ...symbols.map(async ({ id, macro, name, definition }) => ({
      anchor: glossaryAnchor('symbol', id),
      // In braces it is a formula like any other, not a link to this very entry.
      symbol: (await html(`$\{${macro}}$`)).replace(/^<p>|<\/p>\s*$/g, ''),
      name,
      definition: await html(definition),
    })),
    ...sorted.map(async ({ id, name, definition }) => ({
      anchor: glossaryAnchor('term', id),
      symbol: undefined,
      name,
      definition: await html(definition),
    })),
  ]);
  return { entries, mathStyles };
}

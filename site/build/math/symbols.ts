import type { Element, ElementContent, Root, RootContent } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { glossaryAnchor, type GlossarySymbol } from '../glossary.ts';
import { classesOf } from './class-styles.ts';

/** KaTeX macros: a symbol of the glossary carries its class and the class of its colour. */
export function symbolMacros(symbols: readonly GlossarySymbol[]): Record<string, string> {
  return Object.fromEntries(
    symbols.map(({ id, macro, tex, colour }) => [macro, `\\htmlClass{sym sym-${id} ink-${colour}}{${tex}}`]),
  );
}

const hasClass = (node: Element, name: string) => classesOf(node).includes(name);

/** Takes the TeX that a formula was written in out of it: our macros mean nothing elsewhere. */
function takeSource(formula: Element): string {
  let source = '';
  visit(formula, 'element', (node, index, parent) => {
    if (node.tagName !== 'annotation' || !parent || index === undefined) return;
    const [text] = node.children;
    if (text?.type === 'text') source = text.value;
    parent.children.splice(index, 1);
  });
  return source.trim();
}

/** Ids of the symbols in a formula, each once. */
function symbolsOf(formula: Element): string[] {
  const found = new Set<string>();
  visit(formula, 'element', (node) => {
    for (const name of classesOf(node)) {
      if (name.startsWith('sym-')) found.add(name.slice(4));
    }
  });
  return [...found];
}

const element = (tagName: string, properties: Element['properties'], children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

/**
 * A formula and the punctuation after it, so that no line begins with a comma. A formula of one box is kept on a line with
 * it; a longer one may be broken, and its last box takes the punctuation in.
 */
function glued(formula: Element, mark: string): Element {
  if (!mark) return formula;
  const text = { type: 'text', value: mark } as const;
  const boxes: Element[] = [];
  visit(formula, 'element', (node) => {
    if (hasClass(node, 'base')) boxes.push(node);
  });
  if (boxes.length < 2) return element('span', { className: ['nowrap'] }, [formula, text]);
  boxes.at(-1)!.children.push(text);
  return formula;
}

interface SymbolOptions {
  readonly symbols: readonly GlossarySymbol[];
  readonly tabStops: boolean;
}

/** Takes the punctuation, closing brackets included, off the start of what follows a formula. */
function takePunctuation(next: RootContent | undefined): string {
  if (next?.type !== 'text') return '';
  const [mark = ''] = /^[.,;:!?)’”]+/.exec(next.value) ?? [];
  next.value = next.value.slice(mark.length);
  return mark;
}

/**
 * Rehype plugin, after KaTeX: a formula that is one symbol becomes a link to the symbol's entry in the glossary, and a
 * displayed formula a box that scrolls by itself and can be focused. Only a symbol's first link in a file is a stop of
 * the Tab key, or none if `tabStops` is false: a text with a hundred symbols would otherwise be a hundred stops.
 * @throws Error if KaTeX could not read a formula.
 */
export function rehypeSymbols({ symbols, tabStops }: SymbolOptions) {
  const symbolOf = new Map(symbols.map((symbol) => [symbol.macro, symbol]));
  return (tree: Root) => {
    const linked = new Set<string>();
    const linkTo = ({ id, spoken }: GlossarySymbol, formula: Element) => {
      const stop = tabStops && !linked.has(id);
      linked.add(id);
      const href = `#${glossaryAnchor('symbol', id)}`;
      // What is seen is hidden from assistive technology; it reads the words.
      formula.children = formula.children.filter((part) => part.type === 'element' && hasClass(part, 'katex-html'));
      const words = element('span', { className: ['visually-hidden'] }, [{ type: 'text', value: spoken }]);
      return element('a', { className: ['symbol'], href, ...(stop ? {} : { tabIndex: -1 }) }, [formula, words]);
    };
    visit(tree, 'element', (node, index, parent) => {
      if (hasClass(node, 'katex-error')) throw new Error(`A formula is wrong: ${String(node.properties.title)}`);
      if (!parent || index === undefined) return undefined;
      if (hasClass(node, 'katex-display')) {
        takeSource(node);
        const data = { dataSymbols: symbolsOf(node).join(' ') };
        const box = { className: ['formula'], tabIndex: 0, role: 'group', ariaLabel: 'Formula', ...data };
        parent.children[index] = element('div', box, [node]);
        return SKIP;
      }
      if (!hasClass(node, 'katex')) return undefined;
      const symbol = symbolOf.get(takeSource(node));
      const formula = symbol ? linkTo(symbol, node) : node;
      parent.children[index] = glued(formula, takePunctuation(parent.children[index + 1]));
      return SKIP;
    });
  };
}

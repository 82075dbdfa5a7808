import type { Element, ElementContent, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { classesOf } from './class-styles.ts';
import { classesIn, katexSheet, namesIn } from './katex-sheet.ts';

const selectors = katexSheet.flatMap((rule) => rule.selectors);
/** Classes by which KaTeX's stylesheet says anything, or site/build/math/symbols.ts has put there. */
const named = new Set(selectors.flatMap(namesIn));
const isKept = (name: string) => named.has(name) || /^(sym|ink)(-|$)/.test(name);

/** Classes of boxes of which the stylesheet says how what is so many levels below them looks, `1` or `2`. */
const countedFrom = (levels: number) =>
  new Set(
    selectors.flatMap((selector) =>
      selector
        .split('>')
        .slice(0, -levels)
        .flatMap((part) => classesIn(part.trim().split(' ').at(-1)!)),
    ),
  );
const [ofChildren, ofGrandchildren] = [countedFrom(1), countedFrom(2)];
const isOne = (box: Element | undefined, of: ReadonlySet<string>) =>
  box !== undefined && classesOf(box).some((name) => of.has(name));

/** The children of a box without spans that say nothing: no class, no style, no attribute. */
function without(box: Element, parent: Element | undefined): ElementContent[] {
  return box.children.flatMap((child) => {
    if (child.type !== 'element' || child.tagName === 'svg') return [child];
    const kept = classesOf(child).filter(isKept);
    if (kept.length > 0) child.properties.className = kept;
    else delete child.properties.className;
    child.children = without(child, box);
    const isBare = child.tagName === 'span' && Object.keys(child.properties).length === 0;
    return isBare && !isOne(box, ofChildren) && !isOne(parent, ofGrandchildren) ? child.children : [child];
  });
}

/**
 * Rehype plugin, after the symbols: takes from KaTeX's boxes the classes that no rule names, and boxes that then say nothing.
 * They are a third of a formula's elements, and nothing looks different.
 */
export function rehypeLean() {
  return (tree: Root) => {
    visit(tree, 'element', (node) => {
      if (!classesOf(node).includes('katex-html')) return undefined;
      node.children = without(node, undefined);
      return SKIP;
    });
  };
}

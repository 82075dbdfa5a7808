import type { Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

/** Rehype plugin: a table scrolls inside itself, by the keyboard as well. */
export function rehypeScrollTables() {
  return (tree: Root) => {
    let count = 0;
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName !== 'table' || !parent || index === undefined) return undefined;
      const properties = { className: ['scroll-x'], tabIndex: 0, role: 'region', ariaLabel: `Table ${++count}` };
      parent.children[index] = { type: 'element', tagName: 'div', properties, children: [node] };
      return SKIP;
    });
  };
}

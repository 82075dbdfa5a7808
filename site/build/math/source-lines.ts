import type { Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

/** Rehype plugin: lines of the source are none of the page, so a space does, which compresses better. */
export function rehypeSourceLines() {
  return (tree: Root) => {
    visit(tree, (node) => {
      if (node.type === 'element' && node.tagName === 'pre') return SKIP;
      if (node.type === 'text') node.value = node.value.replace(/[ \t]*\n[ \t]*/g, ' ');
      return undefined;
    });
  };
}

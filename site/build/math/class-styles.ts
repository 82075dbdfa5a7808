import { createHash } from 'node:crypto';
import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';

/** What a page must include for its formulas to look right. */
export interface MathStyles {
  /** Rules for the classes that stand for style attributes: declarations by class name. */
  readonly rules: Readonly<Record<string, string>>;
  /** Every class that the formulas use. */
  readonly classes: readonly string[];
}

/** The same declarations have the same class on every page and in every build. */
const classFor = (declarations: string) =>
  `m${createHash('sha256')
    .update(declarations)
    .digest('base64url')
    .replace(/[^a-z0-9]/gi, '')
    .slice(0, 5)}`;

export const classesOf = ({ properties: { className } }: Element): readonly string[] =>
  Array.isArray(className) ? className.map(String) : [];

/**
 * Rehype plugin, the last for formulas: KaTeX places its boxes by style attributes, which a strict content policy refuses.
 * Each becomes a class. What the page must include is returned as `mathStyles` of the file's front matter.
 */
export function rehypeClassStyles() {
  return (tree: Root, file: { data: { astro?: { frontmatter?: Record<string, unknown> } } }) => {
    const rules: Record<string, string> = {};
    const used = new Set<string>();
    visit(tree, 'element', (node) => {
      const { style } = node.properties;
      if (typeof style === 'string') {
        const name = classFor(style);
        rules[name] = style;
        delete node.properties.style;
        node.properties.className = [...classesOf(node), name];
      }
      for (const name of classesOf(node)) used.add(name);
    });
    const mathStyles: MathStyles = { rules, classes: [...used] };
    const astro = (file.data.astro ??= {});
    astro.frontmatter = { ...astro.frontmatter, mathStyles };
  };
}

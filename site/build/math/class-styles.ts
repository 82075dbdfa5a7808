import { createHash } from 'node:crypto';
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

/** Rules for the classes that stand for the formulas' style attributes: declarations by class name. */
export type MathStyles = Record<string, string>;

/** The same declarations have the same class on every page and in every build. */
const className = (declarations: string) =>
  `m${createHash('sha256')
    .update(declarations)
    .digest('base64url')
    .replace(/[^a-z0-9]/gi, '')
    .slice(0, 5)}`;

/**
 * Rehype plugin: KaTeX places its boxes by style attributes, which a strict content policy refuses. Each becomes a class;
 * the rules are returned as `mathStyles` of the file's front matter, for the page to include (`mathStyleRules`).
 */
export function rehypeClassStyles() {
  return (tree: Root, file: { data: { astro?: { frontmatter?: Record<string, unknown> } } }) => {
    const styles: MathStyles = {};
    visit(tree, 'element', ({ properties }) => {
      const { style, className: classes } = properties;
      if (typeof style !== 'string') return;
      const name = className(style);
      styles[name] = style;
      delete properties.style;
      properties.className = [...(Array.isArray(classes) ? classes : []), name];
    });
    const astro = (file.data.astro ??= {});
    astro.frontmatter = { ...astro.frontmatter, mathStyles: styles };
  };
}

/** The rules as CSS. @throws Error if two declarations have one class. */
export function mathStyleRules(parts: readonly MathStyles[]): string {
  const all = new Map<string, string>();
  for (const [name, declarations] of parts.flatMap((part) => Object.entries(part))) {
    const known = all.get(name) ?? declarations;
    if (known !== declarations) throw new Error(`Class ${name} stands for both ${known} and ${declarations}.`);
    all.set(name, declarations);
  }
  return [...all].map(([name, declarations]) => `.${name}{${declarations}}`).join('');
}

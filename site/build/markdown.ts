import { createMarkdownProcessor } from '@astrojs/markdown-remark';
import type { MathStyles } from './math/class-styles.ts';
import { mathPlugins } from './math/index.ts';

let processor: ReturnType<typeof createMarkdownProcessor> | undefined;

/** Markdown with formulas, from a YAML file, as HTML with the rules that its formulas need. */
export async function renderMarkdown(text: string): Promise<{ html: string; mathStyles: MathStyles }> {
  processor ??= createMarkdownProcessor({ ...mathPlugins({ tabStops: false }), syntaxHighlight: false });
  const { code, metadata } = await (await processor).render(text);
  return { html: code, mathStyles: metadata.frontmatter.mathStyles as MathStyles };
}

import { plugins } from '@citation-js/core';
import '@citation-js/plugin-csl';
import type { CslItem } from './item.ts';

/** The plugin's output, whose type the package does not know. */
const format = plugins.output.format as (name: string, items: unknown, options: object) => unknown;

/**
 * An item as text in the style of the APA, 7th edition. For the build alone: the processor of styles is large and takes a second
 * to start, so that hosts which answer requests fill in texts that are made here (`CitationTexts`).
 */
export function apaText(item: CslItem): string {
  const options = { template: 'apa', lang: 'en-US', format: 'text', nosort: true };
  return (format('bibliography', structuredClone([item]), options) as string).trim();
}

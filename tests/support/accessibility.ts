import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Rules whose verdict depends on a theme. */
const colourRules = ['color-contrast', 'link-in-text-block'];

interface Scope {
  /** Selector of the part to look at; the whole page if it is not given. */
  readonly within?: string;
  /** Whether to look at colours alone: enough for a second theme of what is otherwise the same. */
  readonly coloursOnly?: boolean;
}

/** What axe finds wrong with a page as it is now, one line a rule, with the elements. */
export async function violationsOf(page: Page, { within, coloursOnly = false }: Scope = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (within !== undefined) axe.include(within);
  if (coloursOnly) axe.withRules(colourRules);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

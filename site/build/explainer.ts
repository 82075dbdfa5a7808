import { readFileSync } from 'node:fs';
import { readExplainer, type Explainer } from '../../lib/citation/explainer.ts';

let explainer: Explainer | undefined;

/** Who made the explainer and what it explains. @throws ZodError if CITATION.cff does not say it. */
export function siteExplainer(): Explainer {
  explainer ??= readExplainer(readFileSync('CITATION.cff', 'utf8'));
  return explainer;
}

import type { FigureId } from '../figures/index.ts';
import type { Explainer } from './explainer.ts';
import type { CitationTexts } from './text.ts';

/** What a figure says in words: its entry in content/figures. */
export interface FigureWords {
  readonly title: string;
  readonly caption: string;
}

/** What the site's build knows in words and the Worker needs too. */
export interface SiteWords {
  readonly explainer: Explainer;
  readonly texts: CitationTexts;
  readonly figures: Readonly<Record<FigureId, FigureWords>>;
}

/** Where the build leaves it. */
export const wordsAddress = '/built/words.json';
/** Where the build leaves the page that the Worker fills with a figure of a release. */
export const frozenTemplate = '/built/figure/';

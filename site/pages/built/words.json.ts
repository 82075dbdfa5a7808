/** What the site says in words, for the Worker: see `SiteWords`. */
import type { APIRoute } from 'astro';
import { apaText } from '../../../lib/citation/apa.ts';
import { citationTexts } from '../../../lib/citation/text.ts';
import type { SiteWords } from '../../../lib/citation/words.ts';
import { figureIds } from '../../../lib/figures/index.ts';
import { siteExplainer } from '../../build/explainer.ts';
import { figureWords } from '../../build/figure-words.ts';

export const GET: APIRoute = async () => {
  const figures = await Promise.all(figureIds.map(async (id) => [id, await figureWords(id)] as const));
  const words: SiteWords = {
    explainer: siteExplainer(),
    texts: citationTexts(siteExplainer(), apaText),
    figures: Object.fromEntries(figures) as SiteWords['figures'],
  };
  return new Response(JSON.stringify(words), { headers: { 'Content-Type': 'application/json' } });
};

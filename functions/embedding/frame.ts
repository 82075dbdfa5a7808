import type { FigureId } from '../../lib/figures/index.ts';
import type { ThemeName } from '../../lib/figures/theme.ts';
import { tagOf } from './tag.ts';

/** What is put into a frame. */
export interface FrameContent {
  /** Markup of what its address asks for, and of the ways to more of it. */
  readonly inside: string;
  readonly links: string;
  readonly theme: ThemeName | 'auto';
  /** Address of the page that says the same and more. */
  readonly canonical: string;
}

/** Where the build leaves a figure's frame: the page of `/embed/<id>` without its state. */
const builtFrame = (figure: FigureId) => `/built/embed/${figure}/`;

/**
 * The page of an embedded figure: as the build made it (words, styles and script of the figure), with a state put in.
 * @throws Error if the build has left none.
 */
export async function frame(assets: Fetcher, figure: FigureId, content: FrameContent): Promise<Response> {
  const built = await assets.fetch(new URL(builtFrame(figure), 'https://assets.local'));
  if (!built.ok) {
    await built.body?.cancel();
    throw new Error(`There is no frame of ${figure}: the site has not been built.`);
  }
  const { inside, links, theme, canonical } = content;
  return new HTMLRewriter()
    .on('html', {
      element(html) {
        if (theme !== 'auto') tagOf(html).setAttribute('data-theme', theme);
      },
    })
    .on('head', {
      element(head) {
        tagOf(head).append(`<link rel="canonical" href="${canonical.replaceAll('&', '&amp;')}">`, { html: true });
      },
    })
    .on('[data-state]', {
      element(place) {
        tagOf(place).setInnerContent(inside, { html: true });
      },
    })
    .on('[data-links]', {
      element(place) {
        tagOf(place).setInnerContent(links, { html: true });
      },
    })
    .transform(built);
}

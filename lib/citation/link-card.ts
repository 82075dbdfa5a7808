/** The site, where it says who provides a page. */
export const siteName = 'When Representations Align';

/** What those who show links are told of a page. */
export interface LinkCard {
  readonly title: string;
  readonly description: string;
  /** The page’s own address, with its host. */
  readonly url: string;
  /** A PNG, by its address with its host; its size in pixels where that is known. */
  readonly image: string;
  readonly size: { readonly width: number; readonly height: number } | null;
  /** What is seen in the image. */
  readonly alt: string;
}

/**
 * The properties of OpenGraph (ogp.me) for a page's head. Twitter's card, which takes its words from them, is named beside them:
 * `twitterCard`.
 */
export function cardProperties(card: LinkCard): readonly (readonly [name: string, value: string | number])[] {
  const { title, description, url, image, size, alt } = card;
  const sides = size
    ? ([
        ['og:image:width', size.width],
        ['og:image:height', size.height],
      ] as const)
    : [];
  return [
    ['og:type', 'article'],
    ['og:site_name', siteName],
    ['og:title', title],
    ['og:description', description],
    ['og:url', url],
    ['og:image', image],
    ['og:image:type', 'image/png'],
    ...sides,
    ['og:image:alt', alt],
  ];
}

/** Value of the meta element `twitter:card`. */
export const twitterCard = 'summary_large_image';

import { html } from 'hono/html';
import { cardProperties, twitterCard } from '../../lib/citation/link-card.ts';
import { pageAddress } from '../../lib/figures/files/address.ts';
import { pictureOf, type ShownState } from './shown.ts';

/** What a page says of itself whatever its state. */
export interface PageWords {
  readonly title: string;
  readonly description: string;
}

/** Where a state of a figure is described for those who embed it (oembed.com, section 4, discovery). */
function oembedAddress(origin: string, page: string, format: 'json' | 'xml'): string {
  return `${origin}/oembed?${new URLSearchParams({ url: origin + page, format }).toString()}`;
}

/**
 * What stands in the head of a figure's page for those who show links: its card, and where to ask for the code that embeds the
 * state.
 * @param page the page’s own address, without the host.
 */
export async function headOf(
  origin: string,
  shown: ShownState,
  words: PageWords,
  page = pageAddress(shown.figure, shown.query),
): Promise<string> {
  const { code, table } = shown;
  const { address, size } = pictureOf(shown);
  const title = table ? code.title(table) : words.title;
  const description = table ? code.describe(table) : words.description;
  const properties = cardProperties({
    title,
    description,
    url: origin + page,
    image: origin + address,
    size,
    alt: description,
  });
  const formats = [
    ['application/json+oembed', 'json'],
    ['text/xml+oembed', 'xml'],
  ] as const;
  return (
    await html`${properties.map(([name, value]) => html`<meta property="${name}" content="${value}" />`)}
      <meta name="twitter:card" content="${twitterCard}" />
      ${formats.map(
        ([type, format]) =>
          html`<link rel="alternate" type="${type}" href="${oembedAddress(origin, page, format)}" title="${title}" />`,
      )}`
  ).toString();
}

import { html, raw } from 'hono/html';

/** What a built page is filled with: words, and HTML of our own making. */
export interface Filling {
  readonly title: string;
  readonly description: string;
  /** HTML at the end of the head. */
  readonly head: string;
  /** HTML of the page's main part. */
  readonly main: string;
}

/** What stands before and behind each part. */
const places: Readonly<Record<keyof Filling, RegExp>> = {
  title: /(<title>)[^<]*(<\/title>)/,
  description: /(<meta name="description" content=")[^"]*(")/,
  head: /()(<\/head>)/,
  main: /(<main[^>]*>)(<\/main>)/,
};

/**
 * Fills a page of the built site: its frame, its styles and its content policy stay those of every page.
 * @throws Error if the page has no place for a part.
 */
export async function fillPage(page: string, { title, description, head, main }: Filling): Promise<string> {
  const parts = { title: html`${title}`, description: html`${description}`, head: raw(head), main: raw(main) };
  let text = page;
  for (const [name, place] of Object.entries(places)) {
    if (!place.test(text)) throw new Error(`The built page has no place for ${name}.`);
    const part = (await parts[name as keyof Filling]).toString();
    text = text.replace(place, (_, before: string, behind: string) => before + part + behind);
  }
  return text;
}

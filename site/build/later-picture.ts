import { themeDeclarations } from '../../lib/figures/theme.ts';
import { emitFile } from './emitted.ts';

/** An image sees neither the page's colours, so that the file brings both themes, nor its letters; inside the page it is used without them. */
const colours = `<style>:root{font-family:system-ui,sans-serif}:root{${themeDeclarations('light')}}@media (prefers-color-scheme: dark){:root{${themeDeclarations('dark')}}}</style>`;

/**
 * HTML that holds the place of a picture until site/scripts/later.ts fetches it; without script it is an image.
 * @param page where the links in the picture work without script: an image has none.
 */
export function laterPicture(svg: string, page?: string): string {
  const open = /^<svg[^>]*>/.exec(svg)?.[0];
  if (!open) throw new Error(`Not a picture: ${svg.slice(0, 60)}`);
  const address = emitFile('picture', 'svg', `${open}${colours}${svg.slice(open.length)}`);
  const size = /viewBox="0 0 (\S+) (\S+)"/.exec(open);
  if (!size) throw new Error(`A picture without a size: ${open}`);
  const [, width, height] = size;
  const label = /aria-label="([^"]*)"/.exec(open)?.[1] ?? '';
  const image = `<img src="${address}" alt="${label}" width="${width!}" height="${height!}" loading="lazy">`;
  const shown = page !== undefined && svg.includes('<a ') ? `<a href="${page}">${image}</a>` : image;
  // Its other attributes come with it.
  const held = [...open.matchAll(/ (?:aria-label|role|viewBox)="[^"]*"/g)].join('');
  return `<svg${held} data-later="${address}"></svg><noscript>${shown}</noscript>`;
}

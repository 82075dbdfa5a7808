/** A frame for somebody's page. */
export interface FrameCode {
  /** Whole address of the frame. */
  readonly address: string;
  /** What the frame shows, for those who do not see it. */
  readonly title: string;
  /** CSS pixels, or a share as `100%`. */
  readonly width: number | string;
  /** CSS pixels. */
  readonly height: number;
}

/** Text in HTML or XML, between tags or in a double-quoted attribute. */
export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** HTML that puts a figure into a page as a frame. It needs no script. */
export function frameCode({ address, title, width, height }: FrameCode): string {
  const attributes = `src="${escaped(address)}" title="${escaped(title)}" width="${width}" height="${height}"`;
  return `<iframe ${attributes} loading="lazy" style="border:0;max-width:100%"></iframe>`;
}

/** Address of a script for the pages of others, on this host. */
export const scriptAddress = (name: 'auto-height' | 'representations-figure') => `/embed/v1/${name}.js`;

/** HTML that loads one. */
export const scriptCode = (origin: string, name: Parameters<typeof scriptAddress>[0]): string =>
  `<script type="module" src="${escaped(origin + scriptAddress(name))}"></script>`;

/** What a figure's element is made from. */
export interface ElementCode {
  readonly figure: string;
  readonly query: string;
  /** Null for a state that no release has. */
  readonly release: string | null;
  /** Whole address of the figure's page, and its words: what is there without script. */
  readonly page: string;
  readonly title: string;
}

/** HTML that puts a figure into a page by its element, which `representations-figure.js` defines. */
export function elementCode({ figure, query, release, page, title }: ElementCode): string {
  const frozen = release === null ? '' : ` release="${escaped(release)}"`;
  const attributes = `figure="${escaped(figure)}" state="${escaped(query)}"${frozen}`;
  return `<representations-figure ${attributes}><a href="${escaped(page)}">${escaped(title)}</a></representations-figure>`;
}

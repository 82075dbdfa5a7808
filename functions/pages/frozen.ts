import { html, raw } from 'hono/html';
import { figureCitation, figurePage, releasePage } from '../../lib/citation/address.ts';
import { citationFormats, citationNames } from '../../lib/citation/formats.ts';
import type { CitedFigure } from '../../lib/citation/cited.ts';
import type { AnyFigure, FigureState } from '../../lib/figures/figure.ts';
import { fileAddress } from '../../lib/figures/files/address.ts';
import { formats } from '../../lib/figures/files/formats.ts';
import { pagePictures } from '../../lib/figures/files/page-pictures.ts';
import { sourceLines } from '../../lib/figures/sources.ts';
import { numbers, sentence } from './markup.ts';

/** A figure in a state of a release, with its data. */
export interface Frozen {
  readonly figure: AnyFigure;
  readonly table: object;
  readonly state: FigureState;
  readonly cited: CitedFigure & { readonly release: string };
  readonly caption: string;
  /** The citation as text and as BibTeX. */
  readonly text: string;
  readonly bibtex: string;
  /** The latest release, if it is another. */
  readonly newer: string | null;
}

function stateOf({ figure, state, cited }: Frozen) {
  return html`<h2 id="state"><a href="#state">Its state</a></h2>
    <p>${cited.words === '' ? 'Its default state.' : `Not at its default: ${cited.words}.`} All of it:</p>
    <dl class="reference">
      ${Object.keys(figure.shape).map(
        (name) =>
          html`<dt><code>${name}</code></dt>
            <dd>${String(state[name])}</dd>`,
      )}
    </dl>`;
}

function citationOf({ cited, text, bibtex }: Frozen) {
  const links = citationFormats.map(
    (format) => html`<a class="button" href="${figureCitation(cited, format)}">${citationNames[format]}</a> `,
  );
  return html`<h2 id="cite"><a href="#cite">How to cite it</a></h2>
    <p>Cite the paper for the theory, and this address for the figure:</p>
    ${text
      .trim()
      .split('\n')
      .map((line) => html`<p class="citation">${line}</p>`)}
    <pre tabindex="0"><code>${bibtex.trim()}</code></pre>
    <div class="toolbar" role="group" aria-label="The citation as a file">${links}</div>`;
}

/** The main part of the page of a figure in a release, as HTML; everything that is given is text, the pictures are our own. */
export async function frozenMain(frozen: Frozen): Promise<string> {
  const { figure, table, cited, caption, newer } = frozen;
  const { release, query, title } = cited;
  const pictures = pagePictures(figure, table);
  const files = formats.map(
    (format) => html`<a class="button" href="${fileAddress({ ...cited, format }, query)}">${format.toUpperCase()}</a> `,
  );
  const live = figurePage({ ...cited, release: null });
  const main = await html`<p class="kicker">
      <a href="/">When representations align</a> · <a href="/figures/">figures</a> ·
      <a href="${live}">this figure, live</a>
    </p>
    <h1>${title}</h1>
    <p>
      As it is in <a href="${releasePage(release)}">release <code>${release}</code></a
      >: this address always shows the same.
      ${
        newer === null
          ? ''
          : html`There is a newer release,
              <a href="${figurePage({ ...cited, release: newer })}"><code>${newer}</code></a
              >, whose numbers may differ.`
      }
    </p>
    <figure class="figure" aria-label="${title}">
      <p class="figure-state">${sentence(figure.title(table))}</p>
      <div class="canvas">
        <div class="picture">
          <div class="wide">${raw(pictures.wide)}</div>
          <div class="narrow">${raw(pictures.narrow)}</div>
        </div>
      </div>
      <p class="engine">${sourceLines(figure.sources(table))[0]}</p>
      <p class="description">${sentence(figure.describe(table))}</p>
      <div class="toolbar" role="group" aria-label="The figure as a file">${files}</div>
      ${numbers(frozen, fileAddress({ ...cited, format: 'csv' }, query))}
      <figcaption>${sentence(caption)}</figcaption>
    </figure>
    ${citationOf(frozen)} ${stateOf(frozen)}`;
  return main.toString();
}

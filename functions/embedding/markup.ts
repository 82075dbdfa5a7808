import { html, raw } from 'hono/html';
import { aboutState } from '../../lib/figures/files/about-state.ts';
import { pagePictures } from '../../lib/figures/files/page-pictures.ts';
import { fileAddress, pageAddress } from '../../lib/figures/files/address.ts';
import { formats, type Format } from '../../lib/figures/files/formats.ts';
import type { AnyFigure, FigureState } from '../../lib/figures/figure.ts';
import type { FigureId } from '../../lib/figures/index.ts';
import { sourceLines } from '../../lib/figures/sources.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { numbers, sentence, type Html } from '../pages/markup.ts';
import type { Newer } from './newer.ts';

/** What a frame shows: a state of a figure with its data. */
export interface Framed {
  readonly figure: AnyFigure;
  readonly state: FigureState;
  readonly table: object;
  /** The release that the frame is frozen to, with its day; null for a state of no release. */
  readonly release: { readonly release: string; readonly date: string } | null;
  /** The newest release, if it is another one. */
  readonly newer: Newer | null;
}

/** That there is a newer release, and what it changes. */
function notice({ figure, state, release, newer }: Framed): Html | string {
  if (!newer || !release) return '';
  const page = pageAddress(figure.id as FigureId, stateQuery(figure, state));
  return html`<div class="notice newer">
    <p>
      Frozen to release <code>${release.release}</code> of ${release.date}. There is a newer one,
      <a href="${page}"><code>${newer.release.release}</code> of ${newer.release.date}</a>.
    </p>
    <details>
      <summary>What it changes here</summary>
      <ul>
        ${newer.changes.map((change) => html`<li>${sentence(change)}</li>`)}
      </ul>
    </details>
  </div>`;
}

/** What brings the figure to life: the properties of its widget, as JSON that no HTML parser takes for markup. */
function properties({ figure, state, table, release }: Framed, source: string): Html {
  const { id, ...about } = aboutState(figure, state);
  const words = { title: figure.title(table), description: figure.describe(table), source };
  const text = JSON.stringify({ id, ...about, ...words, release: release?.release ?? null });
  return html`<script type="application/json" id="figure-properties">
    ${raw(text.replaceAll('<', String.raw`\u003c`))}
  </script>`;
}

/** Markup of a frame: what its address asks for, and the ways to more of it. */
export interface FrameMarkup {
  readonly inside: string;
  readonly links: string;
}

/** Picture, words and numbers of a state; where they are from, and the way back. */
export async function framedMarkup(framed: Framed): Promise<FrameMarkup> {
  const { figure, state, table, release } = framed;
  const { wide, narrow } = pagePictures(figure, table);
  const [source, credit] = sourceLines(figure.sources(table)) as [string, string];
  const query = stateQuery(figure, state);
  const id = figure.id as FigureId;
  const file = (format: Format) => fileAddress({ figure: id, release: release?.release ?? null, format }, query);
  const inside = await html`<div id="figure-alive">
      <p class="figure-state">${figure.title(table)}</p>
      <div class="canvas">
        <div class="picture">
          <div class="wide">${raw(wide)}</div>
          <div class="narrow">${raw(narrow)}</div>
        </div>
      </div>
      <p class="engine">${source}</p>
      <p class="description">${sentence(figure.describe(table))}</p>
      ${numbers(framed, file('csv'))}
    </div>
    ${notice(framed)}${properties(framed, source)}`;
  const links = await html`<a href="${pageAddress(id, query)}">Figure’s page</a>${formats.map(
      (format) => html` · <a href="${file(format)}">${format === 'ipynb' ? 'Notebook' : format.toUpperCase()}</a>`,
    )}<br />${credit}`;
  return { inside: inside.toString(), links: links.toString() };
}

/**
 * What a frame says that has nothing to show.
 * @param live where the state is trained in the reader's browser, if it can be.
 */
export async function refusedMarkup(figure: FigureId, reason: string, live: string | undefined): Promise<FrameMarkup> {
  const inside = await html`<p class="notice">This figure cannot be shown as its address asks: ${reason}</p>`;
  const trained = live === undefined ? '' : html` · <a href="${live}">Train it in the article</a>`;
  const links = await html`<a href="${pageAddress(figure, '')}">Figure’s page</a>${trained}`;
  return { inside: inside.toString(), links: links.toString() };
}

/**
 * A figure in somebody's page without a frame: its picture, drawn for the room there is, and what it is of.
 *
 *     <script type="module" src="https://…/embed/v1/representations-figure.js"></script>
 *     <representations-figure figure="two-points" state="v=1&gain=0.9" release="98ca0a9e7d96">
 *       <a href="…">what is shown where there is no script</a>
 *     </representations-figure>
 *
 * `figure` is the figure's id (an element's own `id` is taken where it is missing, but no two elements may share one), `state`
 * the query of a state, `release` what the picture is frozen to (without it, it is of the latest release), `theme` light, dark
 * or auto. Everything comes from the host of this script.
 */
const host = new URL(import.meta.url).origin;

/** Widths that the host draws, in CSS pixels, and steps between them, so that few pictures are asked for. */
const widths = { least: 320, most: 1600, step: 40 };

/** What the host says of its releases, as far as it matters here. */
interface Releases {
  readonly meta: { readonly release: string; readonly date: string };
}

const dark = matchMedia('(prefers-color-scheme: dark)');

async function get(path: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(host + path, { signal });
  if (response.ok) return response;
  const { detail } = (await response.json().catch(() => ({}))) as { detail?: string };
  throw new Error(detail ?? `${host} answered ${response.status}.`);
}

/** The element. */
class RepresentationsFigure extends HTMLElement {
  static readonly observedAttributes = ['figure', 'id', 'state', 'theme', 'release'];

  readonly #picture = document.createElement('div');
  readonly #words = document.createElement('p');
  readonly #fallback = document.createElement('slot');
  readonly #resized = new ResizeObserver(() => {
    this.#show();
  });
  /** What is shown or on its way. */
  #asked = '';
  #asking = new AbortController();

  constructor() {
    super();
    this.#words.style.font = '0.85em/1.4 system-ui, sans-serif';
    this.#words.style.margin = '0.3em 0 0';
    this.#words.hidden = true;
    this.attachShadow({ mode: 'open' }).append(this.#picture, this.#words, this.#fallback);
  }

  connectedCallback(): void {
    if (this.style.display === '') this.style.display = 'block';
    this.#resized.observe(this);
    dark.addEventListener('change', this.#show);
    this.#show();
  }

  disconnectedCallback(): void {
    this.#resized.disconnect();
    dark.removeEventListener('change', this.#show);
    this.#asking.abort();
    this.#asked = '';
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#show();
  }

  /** Address of a form of the figure, without the host. */
  #address(extension: string, more = ''): string {
    const release = this.getAttribute('release');
    const id = encodeURIComponent(this.getAttribute('figure') ?? this.id);
    const state = (this.getAttribute('state') ?? '').replace(/^\?/, '');
    const query = [state, more].filter((part) => part !== '').join('&');
    return `/figures/${id}${release ? `@${encodeURIComponent(release)}` : ''}${extension}${query && `?${query}`}`;
  }

  readonly #show = (): void => {
    const room = Math.floor(this.clientWidth / widths.step) * widths.step;
    if (room === 0) return;
    const px = Math.min(widths.most, Math.max(widths.least, room));
    const theme = this.getAttribute('theme') ?? 'auto';
    const colours = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
    // Spelt as the host spells it, which would lead there by a redirect: what is at its default is left out.
    const view = [px === 900 ? '' : `px=${px}`, colours === 'light' ? '' : `theme=${encodeURIComponent(colours)}`];
    const address = this.#address('.svg', view.filter((part) => part !== '').join('&'));
    if (address === this.#asked) return;
    this.#asked = address;
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.#draw(address, signal).catch((error: unknown) => {
      if (signal.aborted) return;
      this.#asked = '';
      this.#say(`The figure cannot be shown: ${error instanceof Error ? error.message : String(error)}`);
    });
  };

  async #draw(address: string, signal: AbortSignal): Promise<void> {
    const text = await (await get(address, signal)).text();
    const svg = document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true);
    svg.style.cssText = 'display:block;width:100%;height:auto';
    for (const link of svg.querySelectorAll('a[href]')) {
      link.setAttribute('href', new URL(link.getAttribute('href') ?? '', host).href);
    }
    this.#picture.replaceChildren(svg);
    this.#fallback.hidden = true;
    const { meta } = (await (await get('/api/v1/releases', signal)).json()) as Releases;
    this.#credit(meta);
    this.dispatchEvent(new Event('load'));
  }

  /** Which release is seen, whether it is the latest, and the way to what changed. */
  #credit({ release: latest, date }: Releases['meta']): void {
    const release = this.getAttribute('release');
    const isOld = release !== null && release !== latest;
    const page = this.#link(this.#page('figures', ''), 'Figure’s page');
    const state = release === null ? 'of the latest release, whatever it is' : `frozen to release ${release}`;
    this.#say(page, ` · ${state}${isOld ? `; there is a newer one of ${date}: ` : ''}`);
    if (isOld) this.#words.append(this.#link(this.#page('embed', `@${release}`), 'what it changes here'));
  }

  #page(folder: string, release: string): string {
    const [, query = ''] = this.#address('').split('?');
    return `/${folder}/${encodeURIComponent(this.getAttribute('figure') ?? this.id)}${release}${query && `?${query}`}`;
  }

  #link(path: string, text: string): HTMLAnchorElement {
    const link = document.createElement('a');
    link.href = host + path;
    link.textContent = text;
    return link;
  }

  #say(...words: readonly (string | Node)[]): void {
    this.#words.replaceChildren(...words);
    this.#words.hidden = false;
  }
}

if (!customElements.get('representations-figure'))
  customElements.define('representations-figure', RepresentationsFigure);

/** The middle of a link. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Which way a key leads. */
const ways: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What is aside counts this much more than what is ahead, so that rows and columns are kept where there are any. */
const aside = 8;

/**
 * The place that a key leads to from the one at index `from`: the nearest that way; in a grid its neighbour, Home and End the
 * ends of its row. `from` itself if there is none, undefined for other keys.
 */
export function placeAfter(places: readonly Place[], from: number, key: string): number | undefined {
  const at = places[from]!;
  const way = ways[key];
  if (way) {
    const [wayX, wayY] = way;
    let best = from;
    let least = Infinity;
    places.forEach(({ x, y }, n) => {
      const ahead = (x - at.x) * wayX + (y - at.y) * wayY;
      const off = Math.abs((x - at.x) * wayY) + Math.abs((y - at.y) * wayX);
      // Within a pixel two places are side by side.
      if (ahead > 1 && off < ahead * aside && ahead + aside * off < least) {
        least = ahead + aside * off;
        best = n;
      }
    });
    return best;
  }
  if (key !== 'Home' && key !== 'End') return undefined;
  const sign = key === 'Home' ? -1 : 1;
  const row = places.flatMap((place, n) => (Math.abs(place.y - at.y) <= 1 ? [n] : []));
  return row.reduce((a, b) => (sign * places[b]!.x > sign * places[a]!.x ? b : a), from);
}

/** Makes the links of a picture one tab stop, in which arrow keys move. Without script each is a stop of its own. */
export function rove(picture: Element): void {
  const links = [...picture.querySelectorAll<SVGAElement>('a[href]')];
  if (links.length < 2) return;
  const stop = (at: number) => {
    links.forEach((link, n) => {
      link.setAttribute('tabindex', n === at ? '0' : '-1');
    });
  };
  stop(0);
  const label = picture.getAttribute('aria-label') ?? '';
  picture.setAttribute('aria-label', `${label} Arrow keys move among its ${links.length} links.`.trim());
  picture.addEventListener('focusin', ({ target }) => {
    const at = links.indexOf(target as SVGAElement);
    if (at >= 0) stop(at);
  });
  picture.addEventListener('keydown', (event) => {
    const { key, target, altKey, ctrlKey, metaKey } = event as KeyboardEvent;
    const from = links.indexOf(target as SVGAElement);
    if (from < 0 || altKey || ctrlKey || metaKey) return;
    const places = links.map((link) => {
      const { x, y, width, height } = link.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    const next = placeAfter(places, from, key);
    if (next === undefined) return;
    event.preventDefault();
    links[next]!.focus();
  });
}

/** Does so for the pictures that are in the document. */
export function roveAll(): void {
  for (const picture of document.querySelectorAll('.picture svg[role=group]')) rove(picture);
}

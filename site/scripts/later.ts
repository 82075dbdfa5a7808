import { rove } from '../widgets/figure/roving.ts';

/**
 * What is fetched when it is needed: pictures when the reader comes near, tables when they are opened. Once the reader has
 * begun to read, the other pictures follow one by one, so that all are there without a network, and in print.
 */
const pictures = [...document.querySelectorAll<SVGSVGElement>('svg[data-later]')];

/** The address of what is to come, which from then on is under way. Undefined if it is already. */
function takeAddress(place: SVGSVGElement | HTMLElement): string | undefined {
  const { later } = place.dataset;
  delete place.dataset.later;
  return later;
}

function putPicture(place: SVGSVGElement, picture: string): void {
  // Its own colours are for where the page's do not reach, and the page's content policy refuses them.
  const text = picture.replace(/<style>.*?<\/style>/, '');
  const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
  for (const { name, value } of documentElement.attributes) place.setAttribute(name, value);
  place.replaceChildren(...documentElement.childNodes);
  rove(place);
}

async function bring<Place extends SVGSVGElement | HTMLElement>(
  place: Place,
  put: (place: Place, text: string) => void,
): Promise<void> {
  const address = takeAddress(place);
  if (!address) return;
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
    put(place, await response.text());
  } catch {
    // Perhaps the network is away for a moment: the next chance comes when the reader comes near, or opens it, again.
    place.dataset.later = address;
  }
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) void bring(target as SVGSVGElement, putPicture);
    }
  },
  { rootMargin: '120%' },
);
for (const picture of pictures) near.observe(picture);

async function showAll(): Promise<void> {
  for (const picture of pictures) {
    if (picture.checkVisibility()) await bring(picture, putPicture);
  }
}
addEventListener('scroll', () => setTimeout(() => void showAll(), 4000), { once: true, passive: true });

// A printer waits for no promise. And paper may be as wide as either of a figure's drawings.
addEventListener('beforeprint', () => {
  for (const picture of pictures) {
    const address = picture.isConnected && takeAddress(picture);
    if (!address) continue;
    const request = new XMLHttpRequest();
    request.open('GET', address, false);
    try {
      request.send();
      if (request.status !== 200) throw new Error(`${address} answers ${request.status}.`);
      putPicture(picture, request.responseText);
    } catch {
      picture.dataset.later = address;
    }
  }
});

function bringTable(details: HTMLDetailsElement): void {
  const table = details.querySelector<HTMLElement>('div[data-later]');
  if (table) void bring(table, (place, html) => (place.innerHTML = html));
}
// `toggle` does not bubble.
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.open) bringTable(target);
  },
  { capture: true },
);
// A reader may be there before this script.
document.querySelectorAll<HTMLDetailsElement>('details[open]').forEach(bringTable);

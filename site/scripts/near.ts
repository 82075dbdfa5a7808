import type { ClientDirective } from 'astro';

/** Of site/scripts/after-paint.js; a page without it has nothing to wait for. */
declare global {
  var painted: Promise<unknown> | undefined;
  var started: Promise<unknown> | undefined;
}

/** Where site/build/late.ts puts the properties of an island. */
export const propertiesAddress = (uid: string) => `/_astro/properties.${uid}.json`;

/** When (ms) an island that did not come to life, perhaps because the network was away, is tried again, if it is near then. */
const patience = 5000;

/** Fetches the properties of an island, if the page does not have them. They must be there before its code is. */
async function bringProperties(island: HTMLElement): Promise<void> {
  if (island.hasAttribute('props')) return;
  const address = propertiesAddress(island.getAttribute('uid')!);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
  island.setAttribute('props', await response.text());
}

/** Begins to fetch the code of an island, whatever comes of it: `load` asks for it again, and tells of errors. */
function fetchCode(island: HTMLElement): void {
  for (const name of ['component-url', 'renderer-url']) {
    import(/* @vite-ignore */ island.getAttribute(name)!).catch(() => undefined);
  }
}

/**
 * Astro's directive `client:near`: an island comes to life when it comes near the window, as with `client:visible`, but not
 * before the page has been painted and its own scripts have run.
 */
const near: ClientDirective = (load, { value }, island) => {
  const rootMargin = typeof value === 'object' ? (value as { rootMargin?: string }).rootMargin : undefined;
  const come = async () => {
    await self.painted;
    fetchCode(island);
    await bringProperties(island);
    const hydrate = await load();
    await self.started;
    await hydrate();
  };
  const watch = () => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        come().catch(() => setTimeout(watch, patience));
      },
      rootMargin === undefined ? {} : { rootMargin },
    );
    for (const child of island.children) observer.observe(child);
  };
  watch();
};
export default near;

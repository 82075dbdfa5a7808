/*
 * What a reader sees comes before what a reader can do: scripts begin once the page has been painted, or at the reader's first
 * touch. `painted` is kept then, `started` when the page's own scripts (site/build/late.ts has put them aside) have run too. An
 * address that leads into the page waits for nothing: all of it must be laid out (site/scripts/layout.ts). Where scripts do not
 * come, pictures that they would have fetched are the images that they are without script.
 */
{
  const scripts = [...document.querySelectorAll('meta[name=late-script]')].map(({ content }) => content);

  self.painted = new Promise((resolve) => {
    if (location.hash) {
      resolve();
      for (const href of scripts)
        document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
    }
    for (const sign of ['pointerdown', 'keydown']) addEventListener(sign, resolve, { once: true, capture: true });
    // Not every browser tells of its paints, and none paints a page in the background.
    addEventListener('load', () => setTimeout(resolve, 2000), { once: true });
    new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) resolve();
    }).observe({ type: 'paint', buffered: true });
  });
  const parsed = new Promise((resolve) => {
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', resolve, { once: true });
    else resolve();
  });
  self.started = Promise.all([self.painted, parsed]).then(() =>
    Promise.allSettled(scripts.map((address) => import(address))),
  );
  void self.started.then((ends) => {
    if (ends.every(({ status }) => status === 'fulfilled')) return;
    for (const place of document.querySelectorAll('svg[data-later]')) place.outerHTML = place.nextSibling.textContent;
  });
}

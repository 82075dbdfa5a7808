/*
 * Offline after the first visit. Written into dist/sw.js by site/offline/integration.ts, which puts the version and the
 * files of a build in place of the two names below.
 *
 * Pages come from the network as long as there is one; files with a hash in their name never change and come from the
 * cache. Everything else, the API above all, is never touched: numbers are never stale.
 */
const version = __VERSION__;
const files = __FILES__;

const cacheName = `pages-${version}`;
const isHashed = ({ pathname }) => pathname.startsWith('/_astro/');
/** What the Worker answers, by the query too. */
const isComputed = ({ pathname }) => /^\/(api|data|embed)\//.test(pathname);

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files.first)));
});

// No skipWaiting: an open page goes on with the files of its own version.
self.addEventListener('activate', (event) => {
  const removeOld = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(removeOld());
});

/** The rest of a build, one file after another, so that nothing else has to wait for it. */
self.addEventListener('message', (event) => {
  if (event.data !== 'keep all') return;
  const keepAll = async () => {
    const cache = await caches.open(cacheName);
    for (const file of files.rest) {
      if (!(await cache.match(file))) await cache.add(file);
    }
  };
  event.waitUntil(keepAll().catch(() => undefined));
});

async function fromCacheFirst(request) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

/** A page by its path: whatever its query, the file is the same. */
async function pageFromNetworkFirst(request) {
  const cache = await caches.open(cacheName);
  const { pathname } = new URL(request.url);
  try {
    const response = await fetch(request);
    const isPage = response.ok && response.headers.get('Content-Type')?.startsWith('text/html');
    if (isPage) await cache.put(pathname, response.clone());
    return response;
  } catch (error) {
    const kept = (await cache.match(pathname)) ?? (await cache.match(pathname.replace(/\/?$/, '/')));
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (isHashed(url)) event.respondWith(fromCacheFirst(request));
  else if (request.mode === 'navigate' && !isComputed(url)) event.respondWith(pageFromNetworkFirst(request));
});

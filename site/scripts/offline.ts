/**
 * Keeps the article for reading without a network. It waits until the reader does something, so that the first view costs
 * nothing, and takes no more than the page itself from those who save data.
 */
const signs = ['scroll', 'pointerdown', 'keydown'] as const;
const waiting = new AbortController();

async function keep(): Promise<void> {
  waiting.abort();
  await navigator.serviceWorker.register('/sw.js');
  const { active } = await navigator.serviceWorker.ready;
  const { saveData = false } = (navigator as { connection?: { saveData?: boolean } }).connection ?? {};
  if (!saveData) active?.postMessage('keep all');
}

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  for (const sign of signs) {
    addEventListener(sign, () => void keep().catch(() => undefined), { signal: waiting.signal, passive: true });
  }
}

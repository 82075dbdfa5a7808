import { question, resize } from './resize.ts';

/**
 * For pages that frame figures of this host: gives each frame the height that its page asks for. Only messages of this script's
 * own host count, and only for the very frame that sent them.
 *
 *     <script type="module" src="https://…/embed/v1/auto-height.js"></script>
 */
const host = new URL(import.meta.url).origin;
/** Pixels; whatever asks for more is no figure. */
const most = 20_000;

/** The height that a message asks for, or null if it asks for none. */
function heightIn(data: unknown): number | null {
  if (typeof data !== 'string') return null;
  try {
    const { context, height } = JSON.parse(data) as { context?: unknown; height?: unknown };
    if (context !== resize || typeof height !== 'number') return null;
    return height > 0 && height <= most ? height : null;
  } catch {
    return null;
  }
}

addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
  if (origin !== host) return;
  const height = heightIn(data);
  if (height === null) return;
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) frame.style.height = `${height}px`;
  }
});

// Frames that were there first have told their height to nobody. It is no secret that a page asks, nor who is asked.
for (const frame of document.querySelectorAll('iframe')) frame.contentWindow?.postMessage(question, '*');

import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { parseHTML } from 'linkedom';
import { propertiesAddress } from '../scripts/near.ts';

declare module 'astro' {
  interface AstroClientDirectives {
    /** As `client:visible`, but after the first paint (site/scripts/near.ts). */
    'client:near'?: boolean | { rootMargin?: string };
  }
}

/** Properties shorter than this stay in the page: to fetch them costs more. */
const shortest = 500;

const scripts = /<script type="module" src="([^"]+)"><\/script>/g;
/** What Astro puts into a page for its islands: their element, and each directive that they have. */
const runtime =
  /<script>((?:(?!<\/script>)[^])*(?:customElements\.define\("astro-island"|self\.Astro=\{\})[^]*?)<\/script>/g;

/** A page, and files by their addresses. */
interface Taken {
  readonly page: string;
  readonly files: ReadonlyMap<string, string>;
}

const hashOf = (text: string, encoding: 'hex' | 'base64') => createHash('sha256').update(text).digest(encoding);

/** Puts the scripts of a page aside for site/scripts/after-paint.js, at the top, if it has that. */
export function lateScripts(html: string): Taken {
  if (!html.includes('meta[name=late-script]')) return { page: html, files: new Map() };
  const islands = [...html.matchAll(runtime)].map(([, code]) => code!).join('\n');
  const files = new Map(islands ? [[`/_astro/islands.${hashOf(islands, 'hex').slice(0, 12)}.js`, islands]] : []);
  const addresses = [...files.keys(), ...[...html.matchAll(scripts)].map(([, address]) => address!)];
  const metas = addresses.map((address) => `<meta name="late-script" content="${address}">`).join('');
  const page = html.replace(runtime, '').replace(scripts, '');
  return { page: page.replace(/<meta charset="[^"]*">/, (charset) => charset + metas), files };
}

/**
 * Takes the properties of islands out of a page: a reader needs them when an island comes to life, not before.
 * @returns the page, and the properties by the addresses where site/scripts/near.ts looks for them.
 * @throws Error if two islands with different properties have one uid.
 */
export function lateProperties(html: string): Taken {
  const files = new Map<string, string>();
  const page = html.replace(/<astro-island [^>]*client="near"[^>]*>/g, (tag) => {
    const island = parseHTML(tag).document.querySelector('astro-island')!;
    const uid = island.getAttribute('uid');
    const properties = island.getAttribute('props');
    if (uid === null || properties === null || properties.length < shortest) return tag;
    const address = propertiesAddress(uid);
    if ((files.get(address) ?? properties) !== properties) throw new Error(`Two islands have the uid ${uid}.`);
    files.set(address, properties);
    return tag.replace(/ props="[^"]*"/, '');
  });
  return { page, files };
}

/** Astro allows in each page what any page may have. @returns the page with a content policy that allows only what it has. */
export function ownPolicy(html: string): string {
  const inline = [...html.matchAll(/<(script|style)\b[^>]*>([^]*?)<\/\1>/g)];
  const own = new Set(inline.map(([, , text = '']) => `'sha256-${hashOf(text, 'base64')}'`));
  return html.replace(/<meta http-equiv="content-security-policy"[^>]*>/, (policy) =>
    policy.replace(/ ?('sha256-[^']*')/g, (all, hash: string) => (own.has(hash) ? all : '')),
  );
}

/**
 * Astro integration: the directive `client:near`, and what in the built pages is not needed before they have been painted. Only
 * a page of many islands leaves their properties for later: one alone is on the screen at once.
 */
export const late: AstroIntegration = {
  name: 'late',
  hooks: {
    'astro:config:setup': ({ addClientDirective }) => {
      addClientDirective({ name: 'near', entrypoint: './site/scripts/near.ts' });
    },
    'astro:build:done': async ({ dir }) => {
      const root = fileURLToPath(dir);
      const pages = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.html'));
      for (const name of pages) {
        const taken = [lateScripts(await readFile(join(root, name), 'utf8'))];
        if (name === 'index.html') taken.push(lateProperties(taken[0]!.page));
        const { page } = taken.at(-1)!;
        // What the Worker fills in may need more.
        await writeFile(join(root, name), name.startsWith('built') ? page : ownPolicy(page));
        for (const [address, text] of taken.flatMap(({ files }) => [...files]))
          await writeFile(join(root, address), text);
      }
    },
  },
};

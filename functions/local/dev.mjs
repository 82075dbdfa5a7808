// `npm run dev`: the site with reload on PORT (default 8787), and behind it, on API_PORT (default PORT + 1), the Worker for
// the API, the figures' files and the releases. Astro passes on to the Worker what the Worker answers.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { continueInProjectNode, ensureInstalled, root } from './install.mjs';

ensureInstalled();
if (!continueInProjectNode(fileURLToPath(import.meta.url))) {
  const { buildKernel, publishReleases, removeBuiltFigures } = await import('./build.mjs');
  const { prepareDatabase } = await import('./database.mjs');
  const { end, endWithParent, mustStay, start } = await import('./process.mjs');
  const { answering, checkFree, readAddress, startWorker, urlOf } = await import('./serve.mjs');

  endWithParent();
  const site = readAddress();
  const api = { host: '127.0.0.1', port: Number(process.env['API_PORT'] ?? site.port + 1) };
  await checkFree(site, 'npm run dev', 2);
  await checkFree(api, 'npm run dev', 2);
  try {
    await buildKernel();
    mkdirSync(join(root, 'dist'), { recursive: true });
    publishReleases();
    removeBuiltFigures();
    await prepareDatabase();
    startWorker(api);
    await answering(`${urlOf(api)}/api/v1/releases`);
    const astro = start('astro', ['dev', '--host', site.host, '--port', String(site.port)], {
      env: { API_ORIGIN: urlOf(api) },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    mustStay(astro, 'Astro');
    await answering(`${urlOf(site)}/`, `${urlOf(site)}/api/v1/releases`);
    console.log(`\nSite with reload at ${urlOf(site)}/, API behind it at ${urlOf(api)} (Ctrl-C stops)`);
  } catch (error) {
    console.error(error.message);
    await end(1);
  }
}

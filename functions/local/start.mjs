// `npm start`: installs what is missing, builds, migrates and seeds the local D1, serves, and prints the address.
// PORT (default 8787) and HOST (default 127.0.0.1) say where; STATE_DIR (default .wrangler/state) where the database is kept.
import { fileURLToPath } from 'node:url';
import { continueInProjectNode, ensureInstalled } from './install.mjs';

ensureInstalled();
if (!continueInProjectNode(fileURLToPath(import.meta.url))) {
  const { buildKernel, buildSite } = await import('./build.mjs');
  const { prepareDatabase } = await import('./database.mjs');
  const { end, endWithParent } = await import('./process.mjs');
  const { answering, checkFree, readAddress, startWorker, urlOf } = await import('./serve.mjs');

  endWithParent();
  const address = readAddress();
  await checkFree(address, 'npm start');
  try {
    await buildKernel();
    await buildSite();
    await prepareDatabase();
    startWorker(address);
    const url = urlOf(address);
    await answering(`${url}/`, `${url}/api/v1/releases`);
    console.log(`\nServing at ${url}/ (Ctrl-C stops)`);
  } catch (error) {
    console.error(error.message);
    await end(1);
  }
}

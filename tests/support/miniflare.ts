import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from 'wrangler';

/** The Worker as it would be deployed, on Miniflare itself: `wrangler dev` has a proxy before it that is slower than the Worker. */
export interface RunningWorker {
  /** Where it serves, without a slash at the end. */
  readonly origin: string;
  /** Runs SQL on its database. */
  sql(statement: string): Promise<void>;
  stop(): Promise<void>;
}

interface Runtime {
  readonly ready: Promise<URL>;
  getD1Database(binding: string): Promise<{ prepare(text: string): { run(): Promise<unknown> } }>;
  dispose(): Promise<void>;
}

// The Miniflare that wrangler itself runs.
const own = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'));
const { Miniflare, convertV4MiniflareOptions } = own('miniflare') as {
  Miniflare: new (options: unknown) => Runtime;
  convertV4MiniflareOptions: (options: object) => unknown;
};

const moduleTypes: Readonly<Record<string, string>> = { js: 'ESModule', ttf: 'Data', wasm: 'CompiledWasm' };

/**
 * Bundles the Worker and starts it with the site as it is built in `dist`.
 * @param stateFolder what STATE_DIR was when the database was made.
 * @param bundleFolder where to put the bundle.
 */
export async function startMiniflare(stateFolder: string, bundleFolder: string): Promise<RunningWorker> {
  const folder = resolve(bundleFolder);
  mkdirSync(folder, { recursive: true });
  execFileSync('wrangler', ['deploy', '--dry-run', `--outdir=${folder}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  const workerOptions: Record<string, unknown> = { ...workerOptionsOf('wrangler.toml').workerOptions };
  // The bundle names its files itself.
  delete workerOptions.modulesRules;
  const extension = (name: string) => name.split('.').at(-1)!;
  const modules = readdirSync(folder)
    .filter((name) => Object.hasOwn(moduleTypes, extension(name)))
    .sort((a, b) => Number(b === 'index.js') - Number(a === 'index.js'))
    .map((name) => ({ type: moduleTypes[extension(name)]!, path: resolve(folder, name) }));
  const options = {
    port: 0,
    // What the Worker logs is the platform's to keep; printing it here would be measured too.
    handleStructuredLogs: () => undefined,
    // Where wrangler keeps the local database.
    resourcePersistencePath: resolve(stateFolder, 'v3'),
    workers: [{ ...workerOptions, modules, modulesRoot: folder }],
  };
  const miniflare = new Miniflare(convertV4MiniflareOptions(options));
  return {
    origin: (await miniflare.ready).origin,
    async sql(statement) {
      await (await miniflare.getD1Database('DB')).prepare(statement).run();
    },
    stop: () => miniflare.dispose(),
  };
}

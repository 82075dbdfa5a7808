import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Engine } from '../training/trainer.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'node_modules', '.cache', 'tfjs');

/** What the bundle exports. */
interface Tfjs {
  wasmEngine(module: WebAssembly.Module): Promise<Engine>;
  cpuEngine(): Promise<Engine>;
}

/**
 * Bundles TypeScript that imports TF.js, whose ES modules do not run in Node as they are, as for a browser.
 * @returns address of the bundle, named by its content: several processes may make it at the same time.
 */
export async function bundleForNode(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(root, 'lib', 'training', 'tfjs'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);
const __filename = import.meta.filename, __dirname = import.meta.dirname;`,
    },
    write: false,
    logLevel: 'error',
  });
  const bytes = outputFiles[0]!.contents;
  const path = join(folder, `${createHash('sha256').update(bytes).digest('hex').slice(0, 20)}.mjs`);
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await mkdir(folder, { recursive: true });
    const draft = `${path}.${process.pid}`;
    await writeFile(draft, bytes);
    await rename(draft, path);
  }
  return pathToFileURL(path).href;
}

let loaded: Promise<Tfjs> | undefined;

function load(): Promise<Tfjs> {
  const contents = `export { wasmEngine } from './wasm.ts'; export { cpuEngine } from './cpu.ts';`;
  loaded ??= bundleForNode(contents).then((address) => import(address) as Promise<Tfjs>);
  return loaded;
}

/** TF.js on WebAssembly in Node. */
export async function loadTfjsWasm(): Promise<Engine> {
  const tfjs = await load();
  const file = new URL(
    'dist/tfjs-backend-wasm-simd.wasm',
    import.meta.resolve('@tensorflow/tfjs-backend-wasm/package.json'),
  );
  return tfjs.wasmEngine(await WebAssembly.compile(await readFile(file)));
}

/** TF.js in plain JavaScript in Node. */
export const loadTfjsCpu = async (): Promise<Engine> => (await load()).cpuEngine();

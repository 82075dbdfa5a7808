// Compiles the kernel: `node lib/training/kernel/build.mjs`. Does nothing when the sources, the flags and the compiler
// are those of the last build. Works on Node 20 and 24; both give the same bytes.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// No relaxed SIMD: its results depend on the processor. SIMD must be asked for; the stub runtime has no heap to manage.
const flags = ['--runtime', 'stub', '-O3', '--noAssert', '--enable', 'simd'];
// Warning 112 is about vectors that cross to JavaScript; ours cross between files only.
flags.push('--disableWarning', '112');

const here = dirname(fileURLToPath(import.meta.url));
const sourceDirectory = join(here, 'assembly');
const target = join(here, 'build', 'kernel.wasm');
const stamp = join(here, 'build', 'kernel.sha256');

/** Hash of everything that the compiled bytes depend on. */
function fingerprint() {
  const hash = createHash('sha256');
  const compiler = createRequire(import.meta.url)('assemblyscript/package.json').version;
  hash.update(JSON.stringify({ compiler, flags }));
  for (const name of readdirSync(sourceDirectory).sort()) {
    hash.update(`\n${name}\n`).update(readFileSync(join(sourceDirectory, name)));
  }
  return hash.digest('hex');
}

/** The stamp holds the hash of the sources and that of the bytes made from them, so that neither can go stale alone. */
function stampOf(bytes) {
  return `${fingerprint()} ${createHash('sha256').update(bytes).digest('hex')}\n`;
}

function isCurrent() {
  try {
    return readFileSync(stamp, 'utf8') === stampOf(readFileSync(target));
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Other processes may be building or reading at the same time: a file appears whole or not at all. */
function writeWhole(path, contents) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, path);
}

async function build() {
  const { default: asc } = await import('assemblyscript/asc');
  const made = new Map();
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernel.wasm', ...flags], {
    readFile: (name) => {
      try {
        return readFileSync(join(sourceDirectory, name), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (name, contents) => made.set(name, contents),
    listFiles: () => [],
  });
  const remarks = stderr.toString();
  if (error || remarks) throw new Error(`The kernel does not compile cleanly.\n${remarks}`, { cause: error });
  const bytes = made.get('kernel.wasm');
  mkdirSync(dirname(target), { recursive: true });
  writeWhole(target, bytes);
  writeWhole(stamp, stampOf(bytes));
  console.log(`kernel: built, ${bytes.length} bytes`);
}

if (isCurrent()) console.log('kernel: up to date');
else await build();

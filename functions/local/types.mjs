// Generates functions/worker-configuration.d.ts, the types of the Worker's bindings and runtime, when wrangler.toml or
// wrangler itself has changed: `node functions/local/types.mjs`.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './install.mjs';
import { run } from './process.mjs';

const target = fileURLToPath(new URL('../worker-configuration.d.ts', import.meta.url));
const require = createRequire(import.meta.url);

function fingerprint() {
  const hash = createHash('sha256');
  hash.update(readFileSync(new URL(import.meta.url)));
  hash.update(readFileSync(new URL('../../wrangler.toml', import.meta.url)));
  hash.update(require('wrangler/package.json').version);
  return `// ${hash.digest('hex')}\n`;
}

/** Whether the types are those of the present configuration. */
const isCurrent = () => existsSync(target) && readFileSync(target, 'utf8').startsWith(fingerprint());

export async function generateTypes() {
  if (isCurrent()) return;
  const draft = `functions/worker-configuration.${process.pid}.d.ts`;
  await run('wrangler', ['types', draft]);
  // The runtime's HTMLRewriter declares interfaces of the names of the DOM's, which would merge with those that lib/figures
  // draws on. The Worker does not use HTMLRewriter.
  const text = readFileSync(join(root, draft), 'utf8').replace(
    /^interface (Element|Text|Comment) \{/gm,
    'interface Rewriter$1 {',
  );
  writeFileSync(join(root, draft), fingerprint() + text);
  renameSync(join(root, draft), target);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generateTypes();

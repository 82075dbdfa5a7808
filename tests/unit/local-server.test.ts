import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a line of a module of `npm start` in a process of its own. */
function runLocal(module: string, line: string, env: Record<string, string> = {}) {
  const code = `const local = await import('./functions/local/${module}.mjs'); ${line}`;
  const options = { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } } as const;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', code], options);
}

/** Listens on a port: the one given, or any that is free. */
async function listen(port = 0) {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

it('a port that is in use is answered with one that is free', async () => {
  const taken = await listen();
  // The neighbour may be someone else's; then it is as taken as by us.
  const neighbour = await listen(taken.port + 1).catch(() => undefined);
  try {
    const line = `await local.checkFree({ host: '127.0.0.1', port: ${taken.port} }, 'npm start');`;
    const { status, stderr } = runLocal('serve', line);
    expect(status).toBe(1);
    expect(stderr).toContain(`Port ${taken.port} on 127.0.0.1 is in use.`);
    const suggested = Number(/PORT=(\d+) npm start/.exec(stderr)![1]);
    expect(suggested).toBeGreaterThan(taken.port + 1);
    await (await listen(suggested)).close();
  } finally {
    await taken.close();
    await neighbour?.close();
  }
});

it('STATE_DIR says where the local database is kept, so that two servers need not share one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  try {
    const { status, stderr } = runLocal('database', 'await local.prepareDatabase();', { STATE_DIR: folder });
    expect(status, stderr).toBe(0);
    const below = join(folder, 'v3/d1/miniflare-D1DatabaseObject');
    const databases = readdirSync(below).filter((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite');
    expect(databases).toHaveLength(1);
    const rows = new DatabaseSync(join(below, databases[0]!))
      .prepare('SELECT release FROM releases WHERE latest')
      .all();
    const { release } = JSON.parse(readFileSync(join(root, 'content/releases/latest.json'), 'utf8')) as Record<
      string,
      string
    >;
    expect(rows).toEqual([{ release }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

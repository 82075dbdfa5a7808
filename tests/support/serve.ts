import { spawn, type ChildProcess } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { freePort } from './free-port.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `npm start` serves for the tests, without a slash at the end. */
    origin: string;
  }
}

/** Resolves with the address when the server prints it; rejects with all that it said if it ends before. */
async function started(server: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /Serving at (http:\S+?)\/? /.exec(said)?.[1];
      if (address) resolve(address);
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.once('exit', (code) => {
      reject(new Error(`npm start ended with ${code ?? 'a signal'}:\n${said}`));
    });
  });
}

/** Where the tests' server keeps its database: not where `npm start` does, which may run at the same time. */
const stateFolder = 'tests/output/state';

/** Vitest's global set-up of the browser tests: the whole site and its Worker, started as a user starts them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const port = await freePort();
  const server = spawn(process.execPath, ['functions/local/start.mjs'], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', STATE_DIR: stateFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  project.provide('origin', await started(server));
  return async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { freePort } from './free-port.ts';

/** The whole site and its Worker, as a user has them after `npm start`. */
export interface RunningSite {
  /** Where it serves, without a slash at the end. */
  readonly origin: string;
  stop(): Promise<void>;
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

/**
 * Starts the site as a user does.
 * @param stateFolder where it keeps its database: not where `npm start` does, which may run at the same time.
 * @param more variables of its environment.
 */
export async function startSite(stateFolder: string, more: Record<string, string> = {}): Promise<RunningSite> {
  const port = await freePort();
  const server = spawn(process.execPath, ['functions/local/start.mjs'], {
    // Test runners set NODE_ENV, and a build would obey it.
    env: {
      ...process.env,
      NODE_ENV: undefined,
      PORT: String(port),
      HOST: '127.0.0.1',
      STATE_DIR: stateFolder,
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    origin: await started(server),
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    },
  };
}

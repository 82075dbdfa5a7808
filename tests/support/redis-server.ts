import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { installRedis } from './redis.mjs';

/** A Redis of a test's own, on a loopback port, with its files in a temporary folder. */
export interface RedisServer {
  readonly url: string;
  /** Ends it as a power cut would. Nothing if it is not running. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

/**
 * Starts a Redis.
 * @param appendOnly whether it writes what it is told to a file, and remembers it after a restart.
 */
export async function startRedis({ appendOnly }: { appendOnly: boolean }): Promise<RedisServer> {
  const program = installRedis();
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  let running: { child: ChildProcess; ended: Promise<unknown> } | undefined;

  const start = async () => {
    const options = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: appendOnly ? 'yes' : 'no' };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
    running = { child, ended: new Promise((resolve) => child.once('close', resolve)) };
    while (!(await answers(port))) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`Redis did not start:\n${log}`);
      await sleep(20);
    }
  };
  const kill = async () => {
    running?.child.kill('SIGKILL');
    await running?.ended;
    running = undefined;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    ...{ start, kill },
    remove: async () => {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

/** Whether a Redis on the port has loaded its data and answers. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (reply) => {
      socket.destroy();
      resolve(reply.toString().startsWith('+PONG'));
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

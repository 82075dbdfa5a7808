import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One line of `--json`. */
export interface JsonLine {
  readonly event: string;
  readonly [name: string]: unknown;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly lines: readonly string[];
  readonly errors: string;
}

/** Launches a command of lib/sweeps as a person would; `onLine` sees each line of its output as it comes. */
export function launch(
  script: 'cli.ts' | 'release-cli.ts',
  args: readonly string[],
  onLine: (line: string, child: ChildProcess) => void = () => undefined,
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(root, 'lib', 'sweeps', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let errors = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    onLine(line, child);
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, lines, errors });
    });
  });
  return { child, ended };
}

/** As `launch`; gives how it ended. */
export const start = (...args: Parameters<typeof launch>): Promise<Ended> => launch(...args).ended;

/** The lines of `--json`, read. */
export const events = ({ lines }: Ended) => lines.map((line) => JSON.parse(line) as JsonLine);

/** Every file of a folder and those in it, by name: text for text comparison. */
export async function contents(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => [name, await readFile(join(parentPath, name), 'utf8')] as const),
    ),
  );
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Builder, Capabilities } from 'selenium-webdriver';
import { freePort } from '../support/free-port.ts';
import type { EngineBrowser } from './browser.ts';
import { findWebKit } from './programs.mjs';

/** How long a script may take, in ms. */
const patience = 90_000;

/** A screen without a screen. Resolves with its name when it is ready. */
async function startScreen(program: string): Promise<[ChildProcess, string]> {
  const screen = spawn(program, ['-displayfd', '3', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = once(screen, 'exit').then(() => Promise.reject(new Error(`${program} ended before it was ready.`)));
  const [number] = (await Promise.race([once(screen.stdio[3] as Readable, 'data'), ended])) as [Buffer];
  return [screen, `:${number.toString().trim()}`];
}

/** Waits until a WebDriver answers. */
async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (
      await fetch(`${url}/status`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await sleep(100);
  }
  throw new Error(`WebKitWebDriver does not answer at ${url}.`);
}

/** WebKit as GTK builds it, in its own small browser, driven over WebDriver. */
export async function webkit(): Promise<EngineBrowser> {
  const { driver: program, screen: screenProgram } = findWebKit();
  const [screen, display] = await startScreen(screenProgram);
  const port = await freePort();
  const service = spawn(program, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11' },
  });
  const end = (): void => {
    service.kill();
    screen.kill();
  };
  process.once('exit', end);
  try {
    const url = `http://127.0.0.1:${port}`;
    await answering(url);
    const driver = await new Builder()
      .usingServer(url)
      .withCapabilities(new Capabilities({ browserName: 'MiniBrowser' }))
      .build();
    await driver.manage().setTimeouts({ script: patience });
    return {
      version: String((await driver.getCapabilities()).get('browserVersion')),
      visit: (address) => driver.get(address),
      async evaluate(expression) {
        const script = `const done = arguments[0];
          Promise.resolve(${expression}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
        const { value, error } = await driver.executeAsyncScript<{ value?: unknown; error?: string }>(script);
        if (error !== undefined) throw new Error(error);
        return value;
      },
      async close() {
        await driver.quit();
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** Which clients' runs wait: because their reader has paused them, or cannot see them. Others have the worker meanwhile. */
export class Turns {
  readonly #held = new Map<number, { readonly over: Promise<void>; readonly release: () => void }>();

  /** Lets a client's runs wait before their next stretch. */
  hold(client: number): void {
    if (this.#held.has(client)) return;
    let release: () => void = () => undefined;
    const over = new Promise<void>((resolve) => (release = resolve));
    this.#held.set(client, { over, release });
  }

  /** Lets them go on. */
  release(client: number): void {
    this.#held.get(client)?.release();
    this.#held.delete(client);
  }

  /** Resolves when a client's run may go on; rejects with the signal's reason if it is stopped while it waits. */
  async turn(client: number, signal: AbortSignal): Promise<void> {
    const held = this.#held.get(client);
    if (!held) return;
    await new Promise<void>((resolve, reject) => {
      const abort = () => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
      void held.over.then(() => {
        signal.removeEventListener('abort', abort);
        resolve();
      });
    });
    // Held again meanwhile.
    await this.turn(client, signal);
  }
}

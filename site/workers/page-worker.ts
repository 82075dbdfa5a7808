import type { Answer, Request } from './protocol.ts';

/** Who wants to hear of the worker. */
export interface Listener {
  readonly onAnswer: (answer: Answer) => void;
  /** The worker could not start, or died: it answers nobody any more. */
  readonly onLost: (reason: string) => void;
}

let running: PageWorker | undefined;

/**
 * The one training worker of a page, which all its figures share: so there is one copy of each engine, and one context of the
 * GPU, of which browsers allow few. Started for the first who joins, ended with the last who leaves.
 */
export class PageWorker {
  readonly #worker: Worker;
  readonly #listeners = new Map<number, Listener>();
  #clients = 0;

  private constructor() {
    this.#worker = new Worker(new URL('./training.ts', import.meta.url), { type: 'module', name: 'training' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      this.#listeners.get(data.client)?.onAnswer(data);
    });
    const failed = (event: Event) => {
      event.preventDefault();
      this.lose(
        event instanceof ErrorEvent && event.message ? event.message : 'it could not be loaded or sent garbage',
      );
    };
    this.#worker.addEventListener('error', failed, { once: true });
    this.#worker.addEventListener('messageerror', failed, { once: true });
  }

  /**
   * Joins the page's worker.
   * @returns it, and the number of the client.
   * @throws if this browser has no workers.
   */
  static join(listener: Listener): { worker: PageWorker; client: number } {
    const worker = (running ??= new PageWorker());
    const client = ++worker.#clients;
    worker.#listeners.set(client, listener);
    return { worker, client };
  }

  post(request: Request): void {
    this.#worker.postMessage(request);
  }

  /** Stops what a client has under way, and forgets it. */
  leave(client: number): void {
    if (!this.#listeners.delete(client)) return;
    if (this.#listeners.size === 0) this.#end();
    else this.post({ kind: 'stop', client });
  }

  /** Ends a worker that is of no use, and tells everybody. */
  lose(reason: string): void {
    this.#end();
    const listeners = [...this.#listeners.values()];
    this.#listeners.clear();
    for (const { onLost } of listeners) onLost(reason);
  }

  #end(): void {
    this.#worker.terminate();
    if (running === this) running = undefined;
  }
}

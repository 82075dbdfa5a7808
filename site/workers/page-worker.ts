import { workerNames, type Answer, type Request } from './protocol.ts';

/** Who wants to hear of a worker. */
export interface Listener {
  readonly onAnswer: (answer: Answer) => void;
  /** The worker could not start, or died: it answers nobody any more. */
  readonly onLost: (reason: string) => void;
}

/** A training worker of the page, which several figures may share: so there is one copy of each engine. Ends with the last who leaves. */
export class PageWorker {
  readonly #worker: Worker;
  readonly #listeners = new Map<number, Listener>();
  /** Clients with a run under way. */
  readonly #running = new Set<number>();
  readonly #onEnd: () => void;
  #clients = 0;

  /**
   * @param first whether it is the page's first, whose runs may use the GPU.
   * @param onEnd called when it has ended.
   * @throws if this browser has no workers.
   */
  constructor(first: boolean, onEnd: () => void) {
    this.#onEnd = onEnd;
    this.#worker = new Worker(new URL('./training.ts', import.meta.url), {
      type: 'module',
      name: first ? workerNames.first : workerNames.other,
    });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.kind !== 'progress') this.#running.delete(data.client);
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

  /** Runs under way, those that wait included. */
  get runs(): number {
    return this.#running.size;
  }

  /** @returns the number of the client. */
  join(listener: Listener): number {
    this.#clients += 1;
    this.#listeners.set(this.#clients, listener);
    return this.#clients;
  }

  post(request: Request): void {
    if (request.kind === 'run') this.#running.add(request.client);
    this.#worker.postMessage(request);
  }

  /** Stops what a client has under way, and forgets it. */
  leave(client: number): void {
    if (!this.#listeners.delete(client)) return;
    this.#running.delete(client);
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
    this.#onEnd();
  }
}

import { PageWorker, type Listener } from './page-worker.ts';

/** Of a worker, what decides who gets it. */
export interface Occupied {
  /** Runs under way. */
  readonly runs: number;
}

/** Workers at most: a core is left for the page, and each has an engine of its own in memory. */
export const poolSize = (cores: number): number => Math.max(1, Math.min(4, cores - 1));

/**
 * Which of a pool's workers trains a run: its index; `workers.length` is one more. The first one alone has the GPU, of whose
 * contexts browsers allow few, so that what may need it goes there. The rest goes to its client's own worker if that is free,
 * else to one that is, a new one if there may be more, or the least busy.
 * @param own index of the worker that the client has, -1 for none.
 */
export function choose(
  workers: readonly Occupied[],
  { own, anywhere, size }: { readonly own: number; readonly anywhere: boolean; readonly size: number },
): number {
  if (!anywhere) return 0;
  if (workers[own]?.runs === 0) return own;
  const free = workers.findIndex(({ runs }) => runs === 0);
  if (free >= 0) return free;
  if (workers.length < size) return workers.length;
  const least = Math.min(...workers.map(({ runs }) => runs));
  return workers[own]?.runs === least ? own : workers.findIndex(({ runs }) => runs === least);
}

/** The page's workers; the first has the GPU. A place is empty once its worker has ended. */
const workers: (PageWorker | undefined)[] = [];

const free: Occupied = { runs: 0 };

/** A client's place at a worker. */
export interface Seat {
  readonly worker: PageWorker;
  readonly client: number;
}

/**
 * A seat for a run of a client, which gives its present one up if the new one is elsewhere.
 * @param anywhere whether it needs no GPU.
 * @throws if this browser has no workers.
 */
export function seatFor(
  listener: Listener,
  { present, anywhere }: { present: Seat | undefined; anywhere: boolean },
): Seat {
  const own = present ? workers.indexOf(present.worker) : -1;
  const size = poolSize(navigator.hardwareConcurrency);
  const at = choose(
    workers.map((worker) => worker ?? free),
    { own, anywhere, size },
  );
  if (present && at === own) return present;
  const worker = (workers[at] ??= new PageWorker(at === 0, () => {
    workers[at] = undefined;
  }));
  const seat = { worker, client: worker.join(listener) };
  present?.worker.leave(present.client);
  return seat;
}

import { constants } from 'node:os';

const watched = ['SIGINT', 'SIGTERM'] as const;

/** The reason that a signal of the operating system gives an `AbortSignal`. */
class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly by: (typeof watched)[number];
  constructor(by: (typeof watched)[number]) {
    super(`Stopped by ${by}.`);
    this.by = by;
  }
}

/**
 * A signal that is aborted by the first Ctrl-C (SIGINT) or SIGTERM; a second one ends the process at once, as it would
 * have without this.
 */
export function stopOnSignals(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const release = () => {
    for (const name of watched) process.off(name, stop);
  };
  const stop = (name: (typeof watched)[number]) => {
    release();
    controller.abort(new Stopped(name));
  };
  for (const name of watched) process.on(name, stop);
  return { signal: controller.signal, release };
}

/** What a shell expects of a process that a signal ended: 128 plus the signal's number; 1 for other reasons. */
export function exitCodeOf({ reason }: AbortSignal): number {
  return reason instanceof Stopped ? 128 + constants.signals[reason.by] : 1;
}

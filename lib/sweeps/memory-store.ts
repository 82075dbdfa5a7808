import type { JobOutcome } from './record-file.ts';
import type { OutcomeStore, StoredOutcome } from './store.ts';

/** A store in memory; `outcomes` are its contents by run id, `given` what is in it at first. */
export function memoryStore(
  given: Readonly<Record<string, StoredOutcome>> = {},
): OutcomeStore & { readonly outcomes: ReadonlyMap<string, StoredOutcome> } {
  const outcomes = new Map(Object.entries(given));
  return {
    folder: 'memory',
    outcomes,
    read: ({ id }) => Promise.resolve(outcomes.get(id) ?? { kind: 'missing' }),
    write: (outcome: JobOutcome) => {
      outcomes.set(outcome.kind === 'finished' ? outcome.record.id : outcome.id, outcome);
      return Promise.resolve();
    },
  };
}

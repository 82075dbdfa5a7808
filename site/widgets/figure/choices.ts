import type { Control } from '../../../lib/figures/controls.ts';
import type { FigureState } from '../../../lib/figures/figure.ts';

/**
 * What a reader has set of a figure's state; what is undefined is at its default, or follows from the rest. An emptied
 * number field is NaN.
 */
export type Choices = Readonly<Record<string, string | number | boolean | undefined>>;

/** What a form holds where it differs from what its controls first showed: typed before the script was there. */
export function typedChoices(form: HTMLFormElement, controls: readonly Control[]): Choices {
  const given = new FormData(form);
  const changes = controls.flatMap(({ kind, name, initial }): [string, string | number | boolean][] => {
    const text = given.get(name);
    // An unticked box is not part of what a form holds.
    if (kind === 'switch') return (text !== null) === initial ? [] : [[name, !initial]];
    if (typeof text !== 'string' || text === String(initial)) return [];
    return [[name, kind === 'number' ? Number(text === '' ? NaN : text) : text]];
  });
  return Object.fromEntries(changes);
}

/** New seeds for a state, wherever it has one: from 1 to 9,999. */
export function otherSeeds(state: FigureState): Choices {
  const names = Object.keys(state).filter((name) => /(^s|S)eed$/.test(name));
  return Object.fromEntries(names.map((name) => [name, 1 + Math.floor(Math.random() * 9999)]));
}

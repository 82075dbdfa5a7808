import type { ComponentChildren } from 'preact';
import type { Control } from '../../../lib/figures/controls.ts';
import type { Choices } from './choices.ts';

/** What a figure with more to it than its controls adds to the widget. */
export interface Extension {
  /** A hook: what is drawn of a run, and what stands below the tools. */
  readonly use: (run: {
    readonly drawn: object | undefined;
    readonly finished: boolean;
    readonly start: () => void;
  }) => {
    readonly drawn: object | undefined;
    readonly below: ComponentChildren;
  };
  /** What a control shows of these choices, where the schema alone does not say it. */
  readonly control: (control: Control, choices: Choices) => { readonly control: Control; readonly value?: number };
  /** What becomes of the other choices when a part of them is changed. */
  readonly changed: (choices: Choices, part: Choices) => Choices;
  /** Above the controls. */
  readonly above: (choices: Choices, onChange: (choices: Choices) => void) => ComponentChildren;
}

/** A figure with nothing more to it. */
export const plain: Extension = {
  use: ({ drawn }) => ({ drawn, below: null }),
  control: (control) => ({ control }),
  changed: (choices, part) => ({ ...choices, ...part }),
  above: () => null,
};

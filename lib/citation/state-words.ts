import { controlsOf, type Control } from '../figures/controls.ts';
import type { AnyFigureDefinition, FigureState } from '../figures/figure.ts';

const valueWords = (control: Control, value: FigureState[string]) =>
  control.kind === 'choice'
    ? (control.options.find((option) => option.value === value)?.label ?? String(value))
    : control.kind === 'switch'
      ? value === true
        ? 'yes'
        : 'no'
      : String(value);

/**
 * A state in words, without its data: what of it is not at its default, as its controls call it. "gain 0.71, seed 1234";
 * empty for the default state.
 */
export function stateInWords(figure: AnyFigureDefinition, state: FigureState): string {
  const initial = { ...figure.state.parse({}), ...figure.implied?.(state) };
  return controlsOf(figure, state)
    .filter(({ name }) => state[name] !== initial[name])
    .map((control) => `${control.label.toLowerCase()} ${valueWords(control, state[control.name]!)}`)
    .join(', ');
}

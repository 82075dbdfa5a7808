import { controlsOf } from '../controls.ts';
import type { AnyFigure, FigureState } from '../figure.ts';
import type { FigureSource } from '../source.ts';

/** The default state of a figure, and one for each value of each of its choices and switches. */
export function statesOf(figure: AnyFigure): FigureState[] {
  const initial = figure.state.parse({});
  const others = controlsOf(figure, initial).flatMap((control) => {
    if (control.kind === 'number') return [];
    const values = control.kind === 'choice' ? control.options.map(({ value }) => value) : [!control.initial];
    return values.flatMap((value) => {
      const parsed = figure.state.safeParse({ [control.name]: value });
      return parsed.success && value !== initial[control.name] ? [parsed.data] : [];
    });
  });
  return [initial, ...others];
}

/** The table of the first of a figure's states that a source has data for. @throws DataUnavailable if there is none. */
export async function defaultOrFirst(figure: AnyFigure, source: FigureSource): Promise<object> {
  let problem: unknown;
  for (const state of statesOf(figure)) {
    try {
      return await figure.load(state, source);
    } catch (error) {
      problem ??= error;
    }
  }
  throw problem;
}

import { categoryStyle, colourOf } from '../styles.ts';
import type { Theme } from '../theme.ts';
import type { ContextState } from './definition.ts';
import type { ContextPoint } from './table.ts';

/** The shapes of the points of the two contexts. */
export const contextSymbols = ['circle', 'triangle'] as const;

/** The colour of a point, by what the state says that colours are. */
export function pointFill(theme: Theme, colour: ContextState['colour']): (point: ContextPoint) => string {
  if (colour === 'context') return ({ context }) => categoryStyle(theme, context).colour;
  // The first colours of the scale cannot be told from the background.
  const scale = theme.sequential.slice(3);
  return (point) => colourOf(scale, point[colour], [0, 1]);
}

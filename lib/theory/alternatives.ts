import type { System } from './flow.ts';
import { publishedSystem } from './published-flow.ts';

/** Ids of the four altered systems. */
export type AlternativeId = 'doubled-dy' | 'doubled-dh' | 'flipped-dw' | 'truncated-dy';

/**
 * The four altered systems of the paper's comparison (its figure of modified systems): each changes one thing in the
 * published equations. Give one to `integrate` or `fitRates` as `system`. They divide by `h` and have no division-free
 * form; where `h` reaches 0, or a solution grows without bound, `integrate` throws an IntegrationError.
 */
export const alternatives: Readonly<Record<AlternativeId, System>> = {
  'doubled-dy': publishedSystem('doubled-dy', 'dy/dt doubled.', { dy: 2 }),
  'doubled-dh': publishedSystem('doubled-dh', 'dh/dt doubled.', { dh: 2 }),
  'flipped-dw': publishedSystem('flipped-dw', 'The last term of dw/dt with its sign flipped.', { dwFromH: -1 }),
  'truncated-dy': publishedSystem('truncated-dy', 'dy/dt without its second term.', { dyFromH: 0 }),
};

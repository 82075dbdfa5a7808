/**
 * The one curve of the rich limit (C = 0, scalar outputs): `p = dyhat/dy` is a logistic, set so that `y/dy2 = p^2` is 1/2
 * at `tau = 0`. Then `h/h(inf) = p`.
 */
export function richCurve(tau: number): { h: number; y: number; w: number } {
  const atHalf = Math.log(Math.SQRT1_2 / (1 - Math.SQRT1_2));
  const p = 1 / (1 + Math.exp(-(tau + atHalf)));
  return { h: p, y: p * p, w: p * p - p };
}

/**
 * Time at which `p = dyhat/dy` has a value, for scalar outputs and a shape gauge C, in units of the decay at the end: there
 * `1 - p` falls as `exp(-x)`, `x = R/2 s t`, `R = sqrt(C^2 + 4)`. It is `R/2 F(p)` of docs/theory.md up to a constant, `ln X` with `X = (R sqrt(C^2 + 4p^2) + 4p +
 * C^2)/(1 - p)`, at C = 0 logistic, and as C goes to Infinity (allowed) exponential.
 * @param p from 0 to below 1; 0 only if C is not 0, since a logistic begins at minus infinity.
 */
export function shapeTime(richness: number, p: number): number {
  if (richness === Infinity) return -Math.log(1 - p);
  const square = richness * richness;
  const root = Math.sqrt(square + 4);
  return Math.log((root * Math.sqrt(square + 4 * p * p) + 4 * p + square) / (1 - p));
}

/** `h/h(inf)` where `p = dyhat/dy` has a value: `(C + sqrt(C^2 + 4p^2))/(C + R)`; 1 throughout as C goes to Infinity. */
export function shapeHeight(richness: number, p: number): number {
  if (richness === Infinity) return 1;
  const square = richness * richness;
  return (richness + Math.sqrt(square + 4 * p * p)) / (richness + Math.sqrt(square + 4));
}

/** Dimensionless time `s t` in which y rises from 25 to 75 % of dy2, for scalar outputs and a shape gauge C: 1.866 at 0. */
export function predictedRise(richness: number): number {
  const perUnit = 2 / Math.sqrt(richness * richness + 4);
  return perUnit * (shapeTime(richness, Math.sqrt(0.75)) - shapeTime(richness, 0.5));
}

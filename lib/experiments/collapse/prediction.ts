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
 * Dimensionless time in which y rises from 25 to 75 % of dy2, for scalar outputs and a shape gauge C: `F(sqrt(3/4)) -
 * F(1/2)` with `F` of SCIENCE §4, that is `(2/R) ln` of the ratio of `(R sqrt(C^2 + 4p^2) + 4p + C^2)/(1 - p)`,
 * `R = sqrt(C^2 + 4)`. 1.866 at C = 0.
 */
export function predictedRise(richness: number): number {
  const square = richness * richness;
  const root = Math.sqrt(square + 4);
  const growth = (p: number) => (root * Math.sqrt(square + 4 * p * p) + 4 * p + square) / (1 - p);
  return (2 / root) * Math.log(growth(Math.sqrt(0.75)) / growth(0.5));
}

/** A pair of points in a cut network, with the two matrices of the linearised network between them. Two dimensions each. */
export type Vector = readonly [number, number];
export type Matrix = readonly [Vector, Vector];

export interface CutPair {
  /** Differences of the inputs and of the targets. */
  readonly dx: Vector;
  readonly dy: Vector;
  /** `dh = encoder dx`, `dyhat = decoder dh`. */
  readonly encoder: Matrix;
  readonly decoder: Matrix;
}

/** What can be taken hold of: the second point of each pair; the first mirrors it about their middle. */
export type CutPoint = 'input' | 'representation' | 'prediction' | 'target';

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1];
const times = (matrix: Matrix, v: Vector): Vector => [dot(matrix[0], v), dot(matrix[1], v)];
const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1]];
/** `matrix + factor u vᵀ`. */
const plusOuter = (matrix: Matrix, factor: number, u: Vector, v: Vector): Matrix => [
  [matrix[0][0] + factor * u[0] * v[0], matrix[0][1] + factor * u[0] * v[1]],
  [matrix[1][0] + factor * u[1] * v[0], matrix[1][1] + factor * u[1] * v[1]],
];

/** The four differences. */
export function differencesOf({ dx, dy, encoder, decoder }: CutPair): Readonly<Record<CutPoint, Vector>> {
  const representation = times(encoder, dx);
  return { input: dx, representation, prediction: times(decoder, representation), target: dy };
}

/** The three numbers of the theory. */
export function numbersOf(pair: CutPair): { readonly h: number; readonly y: number; readonly w: number } {
  const { representation, prediction, target } = differencesOf(pair);
  const y = dot(prediction, prediction);
  return { h: dot(representation, representation), y, w: y - dot(target, prediction) };
}

/**
 * The pair with one of its differences moved. Inputs and targets are data. A representation is moved by the encoder, a
 * prediction by the decoder: by the least change of the matrix that does it.
 */
export function moved(pair: CutPair, point: CutPoint, to: Vector): CutPair {
  const { dx, encoder, decoder } = pair;
  if (point === 'input') return { ...pair, dx: to };
  if (point === 'target') return { ...pair, dy: to };
  const { representation: dh, prediction } = differencesOf(pair);
  if (point === 'representation') {
    return { ...pair, encoder: plusOuter(encoder, 1 / dot(dx, dx), minus(to, dh), dx) };
  }
  return { ...pair, decoder: plusOuter(decoder, 1 / dot(dh, dh), minus(to, prediction), dh) };
}

/**
 * One step of gradient descent of both matrices on `1/8 |dyhat - dy|²`, with time constants 1/(2 etaH) and 1/(2 etaY): the
 * second step of the derivation, whose three numbers move as the theory's do.
 */
export function descended(pair: CutPair, { etaH, etaY }: { readonly etaH: number; readonly etaY: number }): CutPair {
  const { dx, dy, encoder, decoder } = pair;
  const { representation: dh, prediction } = differencesOf(pair);
  const error = minus(prediction, dy);
  const back: Vector = [
    decoder[0][0] * error[0] + decoder[1][0] * error[1],
    decoder[0][1] * error[0] + decoder[1][1] * error[1],
  ];
  return {
    ...pair,
    encoder: plusOuter(encoder, -etaH / 2, back, dx),
    decoder: plusOuter(decoder, -etaY / 2, error, dh),
  };
}

/** What the article begins with: a network that points the right way and not yet far enough. In units of the drawing. */
export const firstPair: CutPair = {
  dx: [0.3, -0.18],
  dy: [0.54, -0.45],
  encoder: [
    [1, -1.357],
    [1.6, 0.771],
  ],
  decoder: [
    [0.4, 0.219],
    [-0.6, 0.508],
  ],
};

import { differencesOf, type CutPair, type CutPoint, type Vector } from '../../../lib/figures/cut-network/pair.ts';

/** Drawing units in one unit of a difference. */
const scale = 153;

interface Box {
  readonly middle: Vector;
  /** Half of its width and height, less a margin. */
  readonly half: Vector;
}
const boxes = {
  inputs: { middle: [66, 98], half: [58, 58] },
  hidden: { middle: [311, 98], half: [68, 58] },
  outputs: { middle: [567, 98], half: [68, 58] },
} as const satisfies Readonly<Record<string, Box>>;

export const places: Readonly<
  Record<
    CutPoint,
    { readonly box: keyof typeof boxes; readonly look: string; readonly radius: number; readonly name: string }
  >
> = {
  input: { box: 'inputs', look: 'given', radius: 5, name: 'Second input' },
  representation: { box: 'hidden', look: 'hidden', radius: 5, name: 'Second representation: moves the encoder' },
  target: { box: 'outputs', look: 'target', radius: 6, name: 'Second target' },
  prediction: { box: 'outputs', look: 'output', radius: 5, name: 'Second prediction: moves the decoder' },
};
/** From the back to the front of the picture. */
export const order = ['input', 'representation', 'target', 'prediction'] as const;

/** Both ends of a difference in the drawing. */
export function endsOf(point: CutPoint, difference: Vector): readonly [Vector, Vector] {
  const { middle } = boxes[places[point].box];
  const end = (sign: number): Vector => [
    middle[0] + (sign * scale * difference[0]) / 2,
    middle[1] + (sign * scale * difference[1]) / 2,
  ];
  return [end(-1), end(1)];
}

/** Whether every point lies in its box, and no two of a pair of inputs or representations in one place. */
export const fits = (pair: CutPair) =>
  Object.entries(differencesOf(pair)).every(([point, difference]) => {
    const { half } = boxes[places[point as CutPoint].box];
    const inside = [0, 1].every((axis) => Math.abs((scale * difference[axis]!) / 2) <= half[axis]!);
    return inside && (point === 'prediction' || point === 'target' || Math.hypot(...difference) > 0.06);
  });

/** The difference whose second point is at that place. */
export function differenceAt(point: CutPoint, to: Vector): Vector {
  const { middle } = boxes[places[point].box];
  return [(2 * (to[0] - middle[0])) / scale, (2 * (to[1] - middle[1])) / scale];
}

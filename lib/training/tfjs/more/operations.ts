import {
  add,
  concat,
  customGrad,
  div,
  exp,
  max,
  mul,
  pad,
  reshape,
  rsqrt,
  slice,
  square,
  sub,
  sum,
  type GradSaveFunc,
  type Rank,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core';
import { normalisationEpsilon } from '../../../networks/architecture.ts';

/**
 * The windows that a convolution of width `kernel` sees: of `x` `[channels][positions * points]`, row
 * `channel * kernel + offset` of the result `[channels * kernel][(positions - kernel + 1) * points]`. A convolution is an
 * affine map of them, with PyTorch's weights as they are.
 */
export function windows(x: Tensor2D, kernel: number, points: number): Tensor2D {
  const [channels, columns] = x.shape;
  const left = columns - (kernel - 1) * points;
  const offsets = Array.from({ length: kernel }, (_, n) => n);
  const operation = customGrad<Tensor2D>((...given) => {
    const [input] = given as unknown as [Tensor2D];
    const shifted = offsets.map((n) =>
      reshape<Rank.R3>(slice(input, [0, n * points], [channels, left]), [channels, 1, left]),
    );
    return {
      value: reshape(concat<Tensor3D>(shifted, 1), [channels * kernel, left]),
      gradFunc: (dy: Tensor2D) => {
        const byOffset = reshape<Rank.R3>(dy, [channels, kernel, left]);
        return offsets
          .map((n) => {
            const part = reshape<Rank.R2>(slice(byOffset, [0, n, 0], [channels, 1, left]), [channels, left]);
            return pad(part, [
              [0, 0],
              [n * points, (kernel - 1 - n) * points],
            ]);
          })
          .reduce((total, part) => add(total, part));
      },
    };
  });
  return operation(x);
}

/** `x * mask`, where the mask is constant. */
export function masked(x: Tensor, mask: Tensor): Tensor {
  const operation = customGrad<Tensor>((...given) => {
    const [input] = given as unknown as [Tensor];
    return { value: mul<Tensor>(input, mask), gradFunc: (dy: Tensor) => mul(dy, mask) };
  });
  return operation(x);
}

/** Layer normalisation over the rows of `x` `[units][columns]`, with gain and shift `[units][1]`; see `LayerNormSpec`. */
export function normalise(x: Tensor, gain: Tensor, shift: Tensor): Tensor {
  const share = 1 / x.shape.at(-2)!;
  const mean = (values: Tensor): Tensor => mul(sum(values, -2, true), share);
  const operation = customGrad<Tensor>((...given) => {
    const [input, g, s, save] = given as unknown as [Tensor, Tensor, Tensor, GradSaveFunc];
    const centred = sub<Tensor>(input, mean(input));
    const scale = rsqrt<Tensor>(add(mean(square(centred)), normalisationEpsilon));
    const normal = mul<Tensor>(centred, scale);
    save([normal, scale, g]);
    return {
      value: add(mul(normal, g), s),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [n, r, savedGain] = saved as [Tensor, Tensor, Tensor];
        const byNormal = mul<Tensor>(dy, savedGain);
        const byInput = mul<Tensor>(r, sub(sub(byNormal, mean(byNormal)), mul(n, mean(mul(byNormal, n)))));
        return [byInput, sum(mul(dy, n), -1, true), sum(dy, -1, true)];
      },
    };
  });
  return operation(x, gain, shift);
}

/** `exp(x) / sum(exp(x))` over the last axis. */
export function softmax(x: Tensor3D): Tensor3D {
  const operation = customGrad<Tensor3D>((...given) => {
    const [input, save] = given as unknown as [Tensor3D, GradSaveFunc];
    const powers = exp<Tensor3D>(sub(input, max(input, 2, true)));
    const shares = div<Tensor3D>(powers, sum(powers, 2, true));
    save([shares]);
    return {
      value: shares,
      gradFunc: (dy: Tensor3D, saved: Tensor[]) => {
        const given3d = saved[0] as Tensor3D;
        return mul<Tensor3D>(given3d, sub(dy, sum(mul(dy, given3d), 2, true)));
      },
    };
  });
  return operation(x);
}

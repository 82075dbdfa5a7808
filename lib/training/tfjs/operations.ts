import {
  add,
  customGrad,
  elu,
  leakyRelu,
  matMul,
  mul,
  relu,
  sigmoid,
  square,
  sub,
  sum,
  tanh,
  transpose,
  type GradSaveFunc,
  type Scalar,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { Activation } from '../../networks/network.ts';

/** Product of `a` `[m][k]` and `b` transposed, `b` `[n][k]`. */
function timesTransposed(a: Tensor2D, b: Tensor2D, fastFlags: boolean): Tensor2D {
  return fastFlags ? matMul(a, b, false, true) : matMul(a, transpose(b));
}

/** Product of `a` transposed, `a` `[k][m]`, and `b` `[k][n]`. */
function transposedTimes(a: Tensor2D, b: Tensor2D, fastFlags: boolean): Tensor2D {
  return fastFlags ? matMul(a, b, true, false) : matMul(transpose(a), b);
}

/**
 * `weight . x + bias` for points in columns: `weight` `[out][in]`, `bias` `[out][1]`, `x` `[in][points]`.
 *
 * The wide operand stands on the left of all three products. TF.js's WASM backend repacks the right one at each call
 * (it caches the packing by tensor, and the weights are a new tensor after each update), which costs five times the
 * product itself at width 500.
 * @param fastFlags as `Backend.fastTransposeFlags`.
 */
export function affine(weight: Tensor2D, bias: Tensor2D, x: Tensor2D, fastFlags: boolean): Tensor2D {
  const operation = customGrad<Tensor2D>((...given) => {
    const [w, b, a, save] = given as unknown as [Tensor2D, Tensor2D, Tensor2D, GradSaveFunc];
    save([w, a]);
    return {
      value: add(matMul(w, a), b),
      gradFunc: (dy: Tensor2D, saved: Tensor[]) => {
        const [savedW, savedA] = saved as [Tensor2D, Tensor2D];
        return [timesTransposed(dy, savedA, fastFlags), sum(dy, 1, true), transposedTimes(savedW, dy, fastFlags)];
      },
    };
  });
  return operation(weight, bias, x);
}

/** `x * sigmoid(x)`, with slope `s + y (1 - s)` where `s = sigmoid(x)`. */
function swish(x: Tensor2D): Tensor2D {
  const operation = customGrad<Tensor2D>((...given) => {
    const [input, save] = given as unknown as [Tensor2D, GradSaveFunc];
    const s = sigmoid(input);
    const y = mul<Tensor2D>(input, s);
    save([s, y]);
    return {
      value: y,
      gradFunc: (dy: Tensor2D, saved: Tensor[]) => {
        const [savedS, savedY] = saved as [Tensor2D, Tensor2D];
        return mul(dy, add(savedS, mul(savedY, sub(1, savedS))));
      },
    };
  });
  return operation(x);
}

/** Applies `activation` elementwise. */
export function activate(activation: Activation, x: Tensor2D): Tensor2D {
  switch (activation) {
    case 'leaky_relu':
      return leakyRelu(x, 0.01);
    case 'relu':
      return relu(x);
    case 'tanh':
      return tanh(x);
    case 'elu':
      return elu(x);
    case 'swish':
      return swish(x);
    case 'linear':
      return x;
  }
}

/** `1/2 * mean over all entries of (output - target)^2`; differentiable in `output` only. */
export function halfMeanSquare(output: Tensor2D, target: Tensor2D): Scalar {
  const operation = customGrad<Scalar>((...given) => {
    const [prediction, save] = given as unknown as [Tensor2D, GradSaveFunc];
    const residual = sub(prediction, target);
    save([residual]);
    return {
      value: mul(sum(square(residual)), 0.5 / target.size),
      gradFunc: (dy: Scalar, saved: Tensor[]) => mul(saved[0]!, mul(dy, 1 / target.size)),
    };
  });
  return operation(output);
}

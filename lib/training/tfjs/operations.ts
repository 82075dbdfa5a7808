import {
  add,
  customGrad,
  elu,
  leakyRelu,
  matMul,
  mul,
  relu,
  reshape,
  sigmoid,
  square,
  sub,
  sum,
  tanh,
  transpose,
  type GradSaveFunc,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { Activation } from '../../networks/network.ts';

/**
 * The operations of networks. Points are in columns. A matrix here may be several of one shape, `[members][rows][columns]`:
 * the networks of an ensemble, each with its own numbers; what is said of a matrix is then done with each of them.
 */

/** The transpose of a matrix. */
const flipped = (x: Tensor): Tensor => transpose(x, x.rank === 2 ? [1, 0] : [0, 2, 1]);

/**
 * `weight . x + bias`: `weight` `[out][in]`, `bias` `[out][1]`, `x` `[in][points]`.
 *
 * Three products, arranged for TF.js's WASM backend; the other two do not mind. There a wide right operand is packed anew
 * at each call (the packing is cached by tensor, and weights are a new tensor after each update), which takes five times
 * as long as the product at width 500: so the wide one stands on the left. A transpose flag leaves XNNPACK for a scalar
 * loop. For the gradient of the weights it pays to transpose `x` beforehand; for that of `x` one would have to transpose
 * the weights, which is slower than the loop.
 * @param fastFlags as `Backend.fastTransposeFlags`.
 */
export function affine(weight: Tensor, bias: Tensor, x: Tensor, fastFlags: boolean): Tensor {
  const operation = customGrad<Tensor>((...given) => {
    const [w, b, a, save] = given as unknown as [Tensor, Tensor, Tensor, GradSaveFunc];
    save([w, a]);
    return {
      value: add(matMul(w, a), b),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [savedW, savedA] = saved as [Tensor, Tensor];
        const dW = fastFlags ? matMul(dy, savedA, false, true) : matMul(dy, flipped(savedA));
        return [dW, sum(dy, -1, true), matMul(savedW, dy, true, false)];
      },
    };
  });
  return operation(weight, bias, x);
}

/** `x * sigmoid(x)`, with slope `s + y (1 - s)` where `s = sigmoid(x)`. */
function swish(x: Tensor): Tensor {
  const operation = customGrad<Tensor>((...given) => {
    const [input, save] = given as unknown as [Tensor, GradSaveFunc];
    const s = sigmoid(input);
    const y = mul<Tensor>(input, s);
    save([s, y]);
    return {
      value: y,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [savedS, savedY] = saved as [Tensor, Tensor];
        return mul(dy, add(savedS, mul(savedY, sub(1, savedS))));
      },
    };
  });
  return operation(x);
}

/** GELU in its tanh form: `x * sigmoid(u)` with `u = 2 sqrt(2/pi) (x + 0.044715 x^3)`, and slope `s + y (1 - s) u'`. */
function gelu(x: Tensor): Tensor {
  const linear = 2 * Math.sqrt(2 / Math.PI);
  const cubic = 0.044715 * linear;
  const operation = customGrad<Tensor>((...given) => {
    const [input, save] = given as unknown as [Tensor, GradSaveFunc];
    const squares = square<Tensor>(input);
    const s = sigmoid(mul<Tensor>(input, add(mul(squares, cubic), linear)));
    const y = mul<Tensor>(input, s);
    save([s, y, squares]);
    return {
      value: y,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [savedS, savedY, savedSquares] = saved as [Tensor, Tensor, Tensor];
        const steepness = add(mul(savedSquares, 3 * cubic), linear);
        return mul(dy, add(savedS, mul(mul(savedY, sub(1, savedS)), steepness)));
      },
    };
  });
  return operation(x);
}

/** Applies `activation` elementwise. */
export function activate(activation: Activation, x: Tensor): Tensor {
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
    case 'gelu':
      return gelu(x);
  }
}

/**
 * `1/2 * mean over all entries of (output - target)^2`, one number for each network; differentiable in `output` only.
 * @returns a scalar, or `[members]`.
 */
export function halfMeanSquare(output: Tensor, target: Tensor): Tensor {
  const [rows, columns] = target.shape.slice(-2) as [number, number];
  const share = 1 / (rows * columns);
  const operation = customGrad<Tensor>((...given) => {
    const [prediction, save] = given as unknown as [Tensor, GradSaveFunc];
    const residual = sub(prediction, target);
    save([residual]);
    return {
      value: mul(sum(square(residual), [-2, -1]), share / 2),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const factor = mul(dy, share);
        return mul(saved[0]!, factor.rank === 0 ? factor : reshape(factor, [-1, 1, 1]));
      },
    };
  });
  return operation(output);
}

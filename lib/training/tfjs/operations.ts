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

/**
 * `weight . x + bias` for points in columns: `weight` `[out][in]`, `bias` `[out][1]`, `x` `[in][points]`.
 *
 * Three products, arranged for TF.js's WASM backend; the other two do not mind. There a wide right operand is packed anew
 * at each call (the packing is cached by tensor, and weights are a new tensor after each update), which takes five times
 * as long as the product at width 500: so the wide one stands on the left. A transpose flag leaves XNNPACK for a scalar
 * loop. For the gradient of the weights it pays to transpose `x` beforehand; for that of `x` one would have to transpose
 * the weights, which is slower than the loop.
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
        const dW = fastFlags ? matMul(dy, savedA, false, true) : matMul(dy, transpose(savedA));
        return [dW, sum(dy, 1, true), matMul(savedW, dy, true, false)];
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

/** GELU in its tanh form: `x * sigmoid(u)` with `u = 2 sqrt(2/pi) (x + 0.044715 x^3)`, and slope `s + y (1 - s) u'`. */
function gelu(x: Tensor2D): Tensor2D {
  const linear = 2 * Math.sqrt(2 / Math.PI);
  const cubic = 0.044715 * linear;
  const operation = customGrad<Tensor2D>((...given) => {
    const [input, save] = given as unknown as [Tensor2D, GradSaveFunc];
    const squares = square<Tensor2D>(input);
    const s = sigmoid(mul<Tensor2D>(input, add(mul(squares, cubic), linear)));
    const y = mul<Tensor2D>(input, s);
    save([s, y, squares]);
    return {
      value: y,
      gradFunc: (dy: Tensor2D, saved: Tensor[]) => {
        const [savedS, savedY, savedSquares] = saved as [Tensor2D, Tensor2D, Tensor2D];
        const steepness = add(mul(savedSquares, 3 * cubic), linear);
        return mul(dy, add(savedS, mul(mul(savedY, sub(1, savedS)), steepness)));
      },
    };
  });
  return operation(x);
}

/** `x * mask`, where the mask is constant. */
export function masked(x: Tensor2D, mask: Tensor2D): Tensor2D {
  const operation = customGrad<Tensor2D>((...given) => {
    const [input] = given as unknown as [Tensor2D];
    return { value: mul<Tensor2D>(input, mask), gradFunc: (dy: Tensor2D) => mul(dy, mask) };
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
    case 'gelu':
      return gelu(x);
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

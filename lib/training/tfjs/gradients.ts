import {
  LeakyRelu,
  mul,
  registerGradient,
  Relu,
  step,
  type GradConfig,
  type NamedAttrMap,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { addGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Add_grad';
import { eluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Elu_grad';
import { tanhGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Tanh_grad';

/**
 * Slope 1 above zero and `alpha` elsewhere, in two kernels. TF.js's own gradients take four for leaky ReLU, and a cast
 * more for ReLU.
 */
function rectifierGradient(kernelName: string, alpha: (attributes: NamedAttrMap) => number): GradConfig {
  return {
    kernelName,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => ({ x: () => mul(dy as Tensor, step(x!, alpha(attributes))) }),
  };
}

const gradients = [
  addGradConfig,
  eluGradConfig,
  rectifierGradient(LeakyRelu, (attributes) => attributes.alpha as number),
  rectifierGradient(Relu, () => 0),
  tanhGradConfig,
];

/** Registers the gradients of the operations that networks are made of. Only these get into the bundle. */
export function registerGradients(): void {
  gradients.forEach(registerGradient);
}

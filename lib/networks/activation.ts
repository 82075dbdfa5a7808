/**
 * Elementwise activations, by the names of the paper's settings table: `leaky_relu` has slope 0.01 below zero, `elu` has
 * alpha = 1, `swish` is `x * sigmoid(x)` (PyTorch's SiLU) and `linear` is no activation at all. Beyond the paper, `gelu`
 * is GELU in its tanh form, `x/2 * (1 + tanh(sqrt(2/pi) * (x + 0.044715 x^3)))` (PyTorch's `approximate='tanh'`): it needs
 * no error function, and stays within 5e-4 of the exact one.
 */
export const activations = ['leaky_relu', 'relu', 'tanh', 'elu', 'swish', 'linear', 'gelu'] as const;
export type Activation = (typeof activations)[number];

import { mnistParameters, type MnistParameters } from './parameters.ts';

/** A network that learns digits within seconds in a browser. */
export interface DigitNetwork {
  readonly id: string;
  readonly label: string;
  readonly parameters: Partial<MnistParameters>;
}

/** Of as many digits as the site ships; the theory's matrix is not looked at here, and so it is taken over few. */
const common = { images: 2000, digits: 40, neighbours: 40, epochs: 20 } as const;

/** As unlike one another as may be. All but the last start from small weights; all tell most digits right in the end. */
export const digitNetworks: readonly DigitNetwork[] = [
  { id: 'relu', label: '4 layers of 100, ReLU', parameters: { activation: 'relu', depth: 4, width: 100 } },
  { id: 'tanh', label: '3 layers of 60, tanh', parameters: { activation: 'tanh', depth: 3, width: 60 } },
  { id: 'narrow', label: '6 layers of 30, leaky ReLU', parameters: { depth: 6, width: 30, gain: 0.8 } },
  { id: 'linear', label: '3 layers of 80, linear', parameters: { activation: 'linear', depth: 3, width: 80, lr: 0.3 } },
  {
    id: 'large',
    label: '3 layers of 100, tanh, large start',
    parameters: { activation: 'tanh', depth: 3, width: 100, gain: 1.5, lr: 0.2 },
  },
];

/** Complete parameters of one of them. @throws RangeError if there is none of that id. */
export function digitNetworkParameters(id: string, seed: number): MnistParameters {
  const found = digitNetworks.find((network) => network.id === id);
  if (!found) {
    throw new RangeError(
      `There is no network ${id}; there are ${digitNetworks.map((network) => network.id).join(', ')}.`,
    );
  }
  return mnistParameters.parse({ ...common, ...found.parameters, seed });
}

import { modernNetworks, optimiserNetworks } from '../experiments/architectures/networks.ts';
import { paperSettings } from '../networks/settings.ts';

/** Networks that figures show together: where their runs are, and what they are called. */
export interface NetworkSet {
  /** Sweeps that hold their runs; a network is a group of one of them. */
  readonly sweeps: readonly string[];
  /** In the order of the panels or rows: id of the group, name for readers. */
  readonly networks: readonly { readonly id: string; readonly name: string }[];
}

const paper = Object.keys(paperSettings).map((id) => ({ id, name: id.replace('_', ' ') }));
/** Short names, for panels and rows; labels of presets are too long for these. */
const shortNames: Readonly<Record<string, string>> = {
  gelu: 'GELU',
  'gelu-deep': 'deep GELU',
  'layer-norm': 'LayerNorm',
  gru: 'GRU',
  sgd: 'plain descent',
  'momentum-fast': 'fast momentum',
  adam: 'Adam',
  'adam-slow': 'slow Adam',
  'sgd-deep': 'deep plain descent',
  'momentum-deep': 'deep momentum',
  'adam-deep': 'deep Adam',
};
const named = (networks: readonly { readonly id: string }[]) =>
  networks.map(({ id }) => ({ id, name: shortNames[id] ?? id }));
const isGain = ({ id }: { id: string }) => id.startsWith('gain_');
const gainOne = { id: 'default', name: 'gain 1, default' };

/** All settings of the paper; those but for the gains; the gains; what goes beyond the paper, and its two parts. */
export const networkSets = {
  settings: { sweeps: ['settings'], networks: paper },
  paper: { sweeps: ['settings'], networks: paper.filter((network) => !isGain(network)) },
  gains: {
    sweeps: ['settings'],
    networks: [...paper.filter(isGain), gainOne].sort((a, b) => a.name.localeCompare(b.name, 'en')),
  },
  beyond: {
    sweeps: ['modern', 'optimisers'],
    networks: named([...modernNetworks, ...optimiserNetworks]),
  },
  architectures: { sweeps: ['modern'], networks: named(modernNetworks) },
  optimisers: { sweeps: ['optimisers'], networks: named(optimiserNetworks) },
} as const satisfies Record<string, NetworkSet>;

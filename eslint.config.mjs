import { builtinModules } from 'node:module';
import astro from 'eslint-plugin-astro';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Rooms of `lib` and what each may import besides itself. Everything flows from `theory` outwards. */
const rooms = {
  theory: [],
  networks: [],
  datasets: [],
  training: ['networks', 'datasets'],
  experiments: ['theory', 'networks', 'datasets', 'training'],
  results: ['theory', 'networks', 'datasets', 'training', 'experiments'],
  figures: ['theory', 'networks', 'datasets', 'experiments', 'results', 'training'],
  client: ['theory', 'networks', 'datasets', 'training', 'experiments', 'results', 'figures'],
  citation: ['theory', 'networks', 'datasets', 'training', 'experiments', 'results', 'figures'],
  sweeps: ['citation', 'theory', 'networks', 'datasets', 'training', 'results', 'experiments'],
};

const libZones = Object.entries(rooms).map(([room, allowed]) => ({
  target: `./lib/${room}`,
  from: './lib',
  except: [room, ...allowed].map((name) => `./${name}`),
  message: `lib/${room} may import only: ${allowed.join(', ') || 'nothing'}.`,
}));

const hostZones = [
  { target: './lib', from: ['./site', './functions', './bench', './tests'], message: 'lib imports no host.' },
  { target: './site', from: ['./functions', './bench', './tests'], message: 'site imports lib and content only.' },
  { target: './functions', from: ['./site', './bench', './tests'], message: 'functions imports lib and content only.' },
];

/** Node's modules, with and without their prefix. */
const builtins = `^(node:|(${builtinModules.filter((name) => !name.startsWith('_')).join('|')})(/|$))`;

/** What only some hosts have. */
const hostGlobals = ['document', 'window', 'self', 'fetch', 'navigator', 'localStorage', 'process', 'Deno', 'Bun'];

export default tseslint.config(
  {
    ignores: [
      'dist',
      '.astro',
      '.wrangler',
      '.cache',
      'node_modules',
      'lib/training/kernel/assembly',
      'lib/training/kernel/build',
      'functions/worker-configuration.d.ts',
      'tests/output',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Index loops over typed arrays are the numeric code's native tongue; `!` there states a loop bound.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['lib/**/*.ts', 'site/**/*.ts', 'site/**/*.tsx', 'site/**/*.astro', 'functions/**/*.ts'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.tsx', '.mjs'] })] },
    rules: { 'import-x/no-restricted-paths': ['error', { zones: [...libZones, ...hostZones] }] },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: ['lib/sweeps/**', '**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...hostGlobals],
      'no-restricted-properties': ['error', ...hostGlobals.map((property) => ({ object: 'globalThis', property }))],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: builtins, message: 'lib is pure; hosts touch files.' }] },
      ],
    },
  },
  {
    files: ['lib/theory/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^[^.]', message: 'lib/theory imports nothing.' }] }],
    },
  },
  { files: ['**/*.d.ts'], rules: { '@typescript-eslint/triple-slash-reference': 'off' } },
  astro.configs['flat/recommended'],
);

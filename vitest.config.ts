import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        // One copy of TF.js: its packages' main files are CommonJS, but the kernels that we register come as ES modules.
        resolve: { alias: [{ find: /^(@tensorflow\/[^/]+)$/, replacement: '$1/dist/index.js' }] },
        test: {
          name: 'unit',
          // Science takes its time where other work shares the machine.
          testTimeout: 30_000,
          include: ['lib/**/*.test.ts', 'tests/unit/**/*.test.ts'],
          environment: 'node',
          server: { deps: { inline: [/@tensorflow\//] } },
        },
      },
      {
        // The Worker in its own runtime, with all its bindings.
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations('functions/migrations'),
                HOSTILE_STATES: process.env.HOSTILE_STATES ?? '150',
                FUZZ_REQUESTS: process.env.FUZZ_REQUESTS ?? '10000',
              },
            },
          })),
        ],
        test: { name: 'workerd', include: ['functions/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
      },
      {
        test: {
          name: 'sweeps',
          include: ['tests/sweeps/**/*.test.ts'],
          environment: 'node',
          // Programs are started and killed by the dozen: on a busy machine each takes seconds to start.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/serve.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // A busy machine takes its time to load and draw; only what never comes is a failure.
          expect: { poll: { timeout: 20_000 } },
          fileParallelism: false,
        },
      },
      {
        // By `npm run test:engines` only: it needs browsers that a machine for `npm test` need not have.
        test: {
          name: 'engines',
          include: ['tests/engines/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/serve.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

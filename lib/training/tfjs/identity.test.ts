import { version_core } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { tfjsWasm } from '../testing/engines.ts';
import { engineIdentities } from '../identities.ts';
import { tfjsRelease } from './identity.ts';

it('names the TF.js that is installed, and the engine under the version that it has when it is started', async () => {
  expect(tfjsRelease).toBe(version_core);
  const engine = await tfjsWasm();
  expect(engineIdentities[engine.id]).toMatchObject({ id: engine.id, version: engine.version });
});

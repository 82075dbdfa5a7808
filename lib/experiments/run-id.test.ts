import { describe, expect, it } from 'vitest';
import { runId, type RunIdentity } from './run-id.ts';

const identity: RunIdentity = {
  experiment: 'two-points',
  parameters: { gain: 0.6, seed: 1 },
  engine: { id: 'kernel', version: '1' },
  initialisation: 'test/1',
};

describe('runId', () => {
  it('does not depend on the order of the parameters', () => {
    expect(runId({ ...identity, parameters: { seed: 1, gain: 0.6 } })).toBe(runId(identity));
  });

  it('is the start of the SHA-256 of the canonical JSON', () => {
    // printf '%s' '{"engine":{"id":"kernel","version":"1"},"experiment":"two-points","initialisation":"test/1","parameters":{"gain":0.6,"seed":1}}' | sha256sum
    expect(runId(identity)).toBe('61f652a8ebe2474f2dd0');
  });

  it('changes with every part of the identity', () => {
    const others: RunIdentity[] = [
      { ...identity, experiment: 'xor' },
      { ...identity, parameters: { gain: 0.6, seed: 2 } },
      { ...identity, engine: { id: 'kernel', version: '2' } },
      { ...identity, engine: { id: 'tfjs-cpu', version: '1' } },
      { ...identity, initialisation: 'test/2' },
    ];
    expect(new Set([identity, ...others].map(runId)).size).toBe(6);
  });
});

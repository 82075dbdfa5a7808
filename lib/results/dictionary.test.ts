import { describe, expect, it } from 'vitest';
import { dictionary } from './dictionary.ts';

const column = (name: string) => dictionary.find((c) => c.name === name);

describe('dictionary', () => {
  it('describes every column', () => {
    for (const { name, description } of dictionary) expect(description, name).not.toBe('');
  });

  it('reads types, roles and nullability off the schema', () => {
    expect(column('gain')).toMatchObject({ type: 'real', role: 'parameter', nullable: false });
    expect(column('layer')).toMatchObject({ type: 'integer', role: 'parameter', nullable: false });
    expect(column('etaH')).toMatchObject({ type: 'real', role: 'outcome', nullable: true, unit: '1/step' });
    expect(column('physical')).toMatchObject({ type: 'boolean', role: 'outcome' });
    expect(column('status')?.values).toEqual(['converged', 'unfinished', 'diverged']);
  });

  it('has no name twice', () => {
    expect(new Set(dictionary.map((c) => c.name)).size).toBe(dictionary.length);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatQuery, parseQuery, QueryError } from './query.ts';

const shape = {
  gain: z.number().positive().max(10).default(0.6),
  seed: z.int().min(0).max(99).default(1),
  activation: z.enum(['relu', 'tanh']).default('relu'),
};
const schema = z.strictObject(shape);
const defaults = schema.parse({});
const read = (text: string) => parseQuery(new URLSearchParams(text), shape, schema);
const issuesOf = (text: string) => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof QueryError) return error.issues;
    throw error;
  }
  throw new Error(`${text} was accepted.`);
};

describe('parseQuery', () => {
  it('fills in what is not given', () => {
    expect(read('gain=2e-1')).toEqual({ gain: 0.2, seed: 1, activation: 'relu' });
  });

  it('names the parameter, what was given and what is allowed', () => {
    expect(issuesOf('gain=11&seed=1.5&activation=elu')).toEqual([
      { parameter: 'gain', given: '11', detail: 'gain is 11.', allowed: 'a number above 0 to 10' },
      { parameter: 'seed', given: '1.5', detail: 'seed is 1.5.', allowed: 'a whole number from 0 to 99' },
      { parameter: 'activation', given: 'elu', detail: 'activation is elu.', allowed: 'relu, tanh' },
    ]);
  });

  it.each(['', 'NaN', 'Infinity', '0x10', '1,5', ' 1', '1 '])('takes %j for no number', (text) => {
    const query = new URLSearchParams({ gain: text });
    expect(() => parseQuery(query, shape, schema)).toThrow(QueryError);
  });

  it('refuses unknown and repeated parameters', () => {
    expect(issuesOf('gian=1')[0]).toMatchObject({ parameter: 'gian', allowed: 'gain, seed, activation' });
    expect(issuesOf('seed=1&seed=2')[0]).toMatchObject({ parameter: 'seed', given: '1, 2', allowed: 'one value' });
    expect(issuesOf('__proto__=1')[0]).toMatchObject({ parameter: '__proto__' });
  });
});

describe('formatQuery', () => {
  it('is undone by parseQuery and leaves defaults out', () => {
    expect(formatQuery(defaults, defaults)).toBe('');
    const value = fc.record({
      gain: fc.double({ min: 1e-300, max: 10, noNaN: true }),
      seed: fc.nat(99),
      activation: fc.constantFrom('relu', 'tanh'),
    });
    fc.assert(
      fc.property(value, (state) => {
        expect(read(formatQuery(state, defaults))).toEqual(state);
      }),
    );
  });
});

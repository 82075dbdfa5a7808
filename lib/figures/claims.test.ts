import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedBy, checkClaim, proofSchema, provenNumber } from './claims.ts';

const rows = [
  { network: 'a', seed: 1, r2: 0.91 },
  { network: 'a', seed: 2, r2: 0.95 },
  { network: 'b', seed: 1, r2: 0.5 },
  { network: 'b', seed: 2, r2: null },
];
const proof = (given: object) => proofSchema.parse({ figure: 'rates', of: 'r2', ...given });

describe('a proof', () => {
  it.each([
    [{ where: { network: 'b', seed: 1 } }, 0.5],
    [{ where: { network: 'a' }, take: 'median' }, 0.93],
    [{ take: 'least' }, 0.5],
    [{ take: 'greatest' }, 0.95],
    [{ take: 'count', where: { r2: { above: 0.9 } } }, 2],
    [{ take: 'count', where: { r2: { known: false } } }, 1],
    [{ take: 'count', where: { network: ['a', 'b'] }, over: { take: 'count', where: { seed: 1 } } }, 2],
    [{ each: 'network', take: 'least' }, 0.5],
    [{ each: 'network', take: 'greatest' }, 0.91],
    [{ take: 'pearson', with: 'seed', where: { network: 'a' } }, 1],
    [{ take: 'greatest', over: { of: 'r2', take: 'least' } }, 1.9],
  ])('%j of the table is %d', (given, value) => {
    expect(provenNumber(rows, proof(given))).toBeCloseTo(value, 12);
  });

  it('is refused where the table cannot give it', () => {
    expect(() => provenNumber(rows, proof({}))).toThrow('3 rows');
    expect(() => provenNumber(rows, proof({ where: { network: 'c' } }))).toThrow('No row');
    expect(() => provenNumber(rows, proof({ where: { colour: 'red' } }))).toThrow('no column colour');
  });
});

describe('what a text says', () => {
  it.each([
    ['0.96', 0.955, 0.965],
    ['−0.5', -0.55, -0.45],
    ['90 %', 0.895, 0.905],
    ['99.9 %', 0.9985, 0.9995],
    ['7,038', 7037.5, 7038.5],
    ['about 30', 29, 31],
    ['more than 0.98', 0.98, Infinity],
    ['less than 1 %', -Infinity, 0.01],
  ])('%s allows %d to %d', (text, least, greatest) => {
    const allowed = allowedBy(text);
    expect(allowed.least).toBeCloseTo(least, 12);
    expect(allowed.greatest).toBeCloseTo(greatest, 12);
  });

  it('is one number', () => {
    expect(() => allowedBy('a few')).toThrow('0 numbers');
    expect(() => allowedBy('3 of 20')).toThrow('2 numbers');
  });

  it('holds for every number that is printed with it, and not for one that is printed otherwise', () => {
    const number = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 4 }), (value, digits) => {
        const text = value.toFixed(digits);
        const table = [{ value }];
        const of = proof({ of: 'value' });
        expect(checkClaim(text, table, of)).toBe(value);
        const other = (Number(text) + 2 * 10 ** -digits).toFixed(digits);
        expect(() => checkClaim(other, table, of)).toThrow('The text says');
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QueryError } from '../query.ts';
import { readOwnCsv, readOwnJson } from './index.ts';

const series = {
  step: [0, 1, 2, 5, 9],
  h: [1, 1.5, 2, 2.5, 3],
  y: [0, 0.1, 0.2, 0.3, 0.4],
  w: [0, -0.1, -0.2, -0.1, 0],
};
const csv = ['step,h,y,w', '0,1,0,0', '1,1.5,.1,-0.1', '2,2,0.2,-2e-1', '5,2.5,0.3,-0.1', '9,3,0.4,0'].join('\n');

/** What a reader says is wrong. */
function issuesOf(read: () => unknown) {
  try {
    read();
  } catch (error) {
    if (error instanceof QueryError) return error.issues;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('a run in CSV', () => {
  it('is read in any order of columns, with the line ends of any system, from tables and from spreadsheets', () => {
    const expected = { series: { ...series, loss: [] }, pair: {} };
    expect(readOwnCsv(csv)).toEqual(expected);
    expect(readOwnCsv(`\uFEFF${csv.replaceAll('\n', '\r\n')}\r\n\r\n`)).toEqual(expected);
    expect(readOwnCsv(csv.replaceAll(',', '\t'))).toEqual(expected);
    const turned = csv.split('\n').map((line) => line.split(',').reverse().join(','));
    expect(readOwnCsv(turned.join('\n'))).toEqual(expected);
  });

  it('may have a loss', () => {
    const lines = csv.split('\n').map((line, n) => `${line},${n === 0 ? 'loss' : 10 - n}`);
    expect(readOwnCsv(lines.join('\n')).series.loss).toEqual([9, 8, 7, 6, 5]);
  });

  it.each([
    ['NaN', csv.replace('0.2', 'nan'), 'y is nan in line 4.'],
    ['an empty cell', csv.replace('1.5', ''), 'h is empty in line 3.'],
    ['too large a number', csv.replace('1.5', '1e999'), 'h is 1e999 in line 3.'],
    ['a cell too many', csv.replace('1.5', '1.5,7'), 'Line 3 has 5 values; the first line names 4 columns.'],
    ['an empty line', csv.replace('\n5,', '\n\n5,'), 'Line 5 has nothing; the first line names 4 columns.'],
    ['a step back', csv.replace('\n5,', '\n1,'), 'step is 1 in line 5, after 2.'],
    ['a step below 0', csv.replace('\n0,', '\n-1,'), 'step is -1 in line 2, after 0.'],
    ['an unknown column', csv.replace('step,h', 'step,hidden'), 'The first line names no column h.'],
    ['no header', csv.split('\n').slice(1).join('\n'), 'The first line names no column step.'],
    ['a column twice', csv.replace('h,y', 'h,h'), 'The first line names no column y.'],
    ['too few lines', csv.split('\n').slice(0, 4).join('\n'), 'The table has 3 lines below its header.'],
    ['nothing', '', 'The first line names no column step.'],
  ])('with %s is refused by its line', (_, text, detail) => {
    expect(issuesOf(() => readOwnCsv(text))[0]!.detail).toBe(detail);
  });

  it('of more than 20,000 lines is refused', () => {
    const text = `step,h,y,w\n${'1,2,3,4\n'.repeat(20_001)}`;
    expect(issuesOf(() => readOwnCsv(text))[0]!.allowed).toBe('5 to 20000 lines');
  });
});

describe('a run in JSON', () => {
  it('is read with its pair and its loss', () => {
    const loss = [5, 4, 3, 2, 1];
    const read = readOwnJson(JSON.stringify({ ...series, loss, dx2: 2, dy2: 0.5 }));
    expect(read).toEqual({ series: { ...series, loss }, pair: { dx2: 2, dy2: 0.5 } });
    expect(readOwnJson(JSON.stringify(series))).toEqual({ series: { ...series, loss: [] }, pair: {} });
  });

  it.each([
    ['what is no JSON', '{"step": [NaN]}', 'body', /^The JSON cannot be read: /],
    ['a list', '[]', 'body', /no JSON object/],
    ['a missing curve', { ...series, w: undefined }, 'w', /^w is not given/],
    ['null in a curve', { ...series, h: [1, null, 2, 3, 4] }, 'h[1]', /^h\[1\] is null/],
    ['text in a curve', { ...series, h: [1, 2, '3', 3, 4] }, 'h[2]', /^h\[2\] is "3"/],
    ['an unknown key', { ...series, width: 3 }, 'width', /no width/],
    ['lists of different lengths', { ...series, y: [1, 2, 3, 4, 5, 6] }, 'y', /^y has 6 values, step has 5/],
    ['a step back', { ...series, step: [0, 1, 2, 1, 3] }, 'step[3]', /^step\[3\] is 1, after 2/],
    ['equal inputs', { ...series, dx2: 0 }, 'dx2', /^dx2 is 0/],
    ['too short a run', { ...series, step: [1] }, 'step', /^step has 1 values/],
  ])('with %s is refused by its place', (_, given, parameter, detail) => {
    const text = typeof given === 'string' ? given : JSON.stringify(given);
    const [first] = issuesOf(() => readOwnJson(text));
    expect(first!.parameter).toBe(parameter);
    expect(first!.detail).toMatch(detail);
  });
});

describe('a run in either form', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
  const step = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
  const run = fc.array(fc.tuple(step, number, number, number), { minLength: 5, maxLength: 30 }).map((rows) => {
    const sorted = rows.sort((a, b) => a[0] - b[0]);
    const column = (n: 0 | 1 | 2 | 3) => sorted.map((row) => row[n]);
    return { step: column(0), h: column(1), y: column(2), w: column(3) };
  });

  it('keeps every bit of every number', () => {
    fc.assert(
      fc.property(run, (curves) => {
        const lines = curves.step.map((step, n) => [step, curves.h[n], curves.y[n], curves.w[n]].join(','));
        const expected = { series: { ...curves, loss: [] }, pair: {} };
        expect(readOwnCsv(['step,h,y,w', ...lines].join('\n'))).toEqual(expected);
        expect(readOwnJson(JSON.stringify(curves))).toEqual(expected);
      }),
    );
  });

  it('is read or refused, whatever the text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.string().map((noise) => csv + noise),
    );
    fc.assert(
      fc.property(text, (given) => {
        for (const read of [readOwnCsv, readOwnJson]) {
          try {
            read(given);
          } catch (error) {
            expect(error).toBeInstanceOf(QueryError);
          }
        }
      }),
    );
  });
});

import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, it } from 'vitest';

/** The rules of the Citation File Format as published, without the lists of licences and countries. */
const rules = JSON.parse(
  readFileSync(new URL('../support/cff/citation-file-format-1.2.0.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(rules);
const file = parse(readFileSync('CITATION.cff', 'utf8')) as { readonly references: readonly object[] };

it('CITATION.cff is a valid citation file', () => {
  expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
});

it('would be found wrong, were it so', () => {
  const [reference] = file.references;
  const wrong = [
    { ...file, authors: [] },
    { ...file, 'date-released': 'today' },
    { ...file, autors: [{ name: 'Somebody' }] },
    { ...file, references: [{ ...reference, volume: '235' }] },
  ];
  for (const other of wrong) expect(validate(other)).toBe(false);
});

import { parse } from 'yaml';
import { z } from 'zod';
import type { CslItem, CslName } from './item.ts';

const day = z.iso.date();
const text = z.string().min(1);
const person = z.strictObject({ 'family-names': text, 'given-names': text, orcid: z.url().optional() });
const entity = z.strictObject({ name: text });
const doi = z.string().regex(/^10\.\d{4,9}(\.\d+)?\/\S+$/);

/**
 * CITATION.cff: what of the Citation File Format 1.2.0 this project says of itself
 * (https://github.com/citation-file-format/citation-file-format, guide to the schema). Keys that the format has but nothing here
 * reads are not allowed, so that none is written in vain.
 */
const cffSchema = z.strictObject({
  'cff-version': z.literal('1.2.0'),
  title: text,
  message: text,
  type: z.enum(['software', 'dataset']),
  authors: z.array(z.union([person, entity])).min(1),
  version: text,
  'date-released': day,
  doi: doi.optional(),
  license: z.array(text).min(1),
  keywords: z.array(text),
  references: z
    .array(
      z.strictObject({
        type: z.literal('conference-paper'),
        scope: text,
        title: text,
        authors: z.array(person).min(1),
        year: z.int(),
        'collection-title': text,
        'volume-title': text,
        volume: z.int(),
        start: z.int(),
        end: z.int(),
        publisher: entity,
        doi: doi.optional(),
        url: z.url(),
        identifiers: z.array(z.strictObject({ type: z.literal('other'), value: text })),
      }),
    )
    .length(1),
});
type Cff = z.output<typeof cffSchema>;

/** The explainer and the paper that it explains, as they are cited. */
export interface Explainer {
  readonly title: string;
  readonly authors: readonly CslName[];
  readonly version: string;
  /** Day of that version. */
  readonly date: string;
  readonly keywords: readonly string[];
  readonly doi?: string;
  readonly paper: CslItem;
}

const nameOf = (author: Cff['authors'][number]): CslName =>
  'name' in author ? { literal: author.name } : { family: author['family-names'], given: author['given-names'] };

function paperOf({ references: [paper] }: Cff): CslItem {
  const { title, authors, year, start, end, volume, publisher, url, doi: DOI } = paper!;
  return {
    id: 'vanrossem2024',
    type: 'paper-conference',
    title,
    author: authors.map(nameOf),
    issued: { 'date-parts': [[year]] },
    'container-title': paper!['collection-title'],
    'collection-title': paper!['volume-title'],
    publisher: publisher.name,
    ...{ volume: String(volume), page: `${start}-${end}`, language: 'en', URL: url },
    ...(DOI !== undefined && { DOI }),
  };
}

/**
 * Reads CITATION.cff, the one place that says who made the explainer, what it is called and what it explains.
 * @throws ZodError if it is not what `cffSchema` says.
 */
export function readExplainer(cff: string): Explainer {
  const read = cffSchema.parse(parse(cff));
  const { title, authors, version, keywords, doi } = read;
  return {
    ...{ title, version, keywords, date: read['date-released'] },
    authors: authors.map(nameOf),
    ...(doi !== undefined && { doi }),
    paper: paperOf(read),
  };
}

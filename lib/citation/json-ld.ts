import { fileAddress } from '../figures/files/address.ts';
import { mediaTypes } from '../figures/files/formats.ts';
import { figureIds } from '../figures/index.ts';
import type { ReleaseManifest } from '../results/manifest.ts';
import { figurePage, releasePage } from './address.ts';
import type { CitedFigure } from './cited.ts';
import type { Explainer } from './explainer.ts';
import { wholeName, type CslItem, type CslName } from './item.ts';
import { licence } from './licence.ts';

/** A description in the words of https://schema.org, as JSON-LD. */
export type JsonLd = Readonly<Record<string, unknown>>;

const context = { '@context': 'https://schema.org' } as const;
const reference = (id: string) => ({ '@id': id });

const agent = (name: CslName) =>
  'literal' in name
    ? { '@type': 'Organization', name: name.literal }
    : { '@type': 'Person', name: wholeName(name), familyName: name.family, givenName: name.given };

const day = ({ issued }: CslItem) =>
  issued['date-parts'][0].map((part, n) => String(part).padStart(n === 0 ? 4 : 2, '0')).join('-');

/** The paper that all this explains: the work of others. */
const paperLd = ({ paper }: Explainer): JsonLd => ({
  '@type': 'ScholarlyArticle',
  '@id': paper.URL,
  name: paper.title,
  author: paper.author.map(agent),
  datePublished: day(paper),
  isPartOf: { '@type': 'PublicationVolume', name: paper['container-title'], volumeNumber: paper.volume },
  pagination: paper.page,
});

const ours = ({ authors, version }: Explainer) => ({
  creator: authors.map(agent),
  version,
  license: licence.address,
  isAccessibleForFree: true,
  inLanguage: 'en',
});

export interface ArticleFacts {
  readonly description: string;
  /** Days on which it appeared and on which it was changed last. */
  readonly published: string;
  readonly updated: string;
  /** The release that it shows. */
  readonly release: string;
}

/**
 * The article, in addresses that are relative to it: any host may serve it.
 */
export function articleLd(explainer: Explainer, { description, published, updated, release }: ArticleFacts): JsonLd {
  return {
    ...context,
    '@type': 'ScholarlyArticle',
    '@id': '/',
    url: '/',
    headline: explainer.title,
    name: explainer.title,
    description,
    author: explainer.authors.map(agent),
    ...ours(explainer),
    datePublished: published,
    dateModified: updated,
    keywords: explainer.keywords.join(', '),
    isBasedOn: [paperLd(explainer), reference(releasePage(release))],
    citation: reference(explainer.paper.URL!),
    hasPart: figureIds.map((figure) => reference(figurePage({ figure, release: null, query: '' }))),
  };
}

export interface FigureFacts {
  readonly caption: string;
  readonly explainer: Explainer;
  /** Of the site. Addresses are whole, because processors take the @ of a relative one for a user's name. */
  readonly origin: string;
}

/** A figure in a state. */
export function figureLd(cited: CitedFigure, { caption, explainer, origin }: FigureFacts): JsonLd {
  const { figure, release, query, title, words, date } = cited;
  const page = origin + figurePage(cited);
  const makers = explainer.authors.map(wholeName).join(', ');
  const file = (format: 'svg' | 'png') => ({
    contentUrl: origin + fileAddress({ figure, release, format }, query),
    encodingFormat: mediaTypes[format].split(';')[0],
  });
  return {
    ...context,
    '@type': 'ImageObject',
    '@id': page,
    url: page,
    name: words === '' ? title : `${title} (${words})`,
    caption,
    ...file('svg'),
    encoding: { '@type': 'ImageObject', ...file('png') },
    ...ours(explainer),
    creditText: `${makers}: ${explainer.title}`,
    copyrightNotice: `${makers}, ${licence.name}`,
    acquireLicensePage: licence.address,
    datePublished: date ?? explainer.date,
    isPartOf: reference(`${origin}/`),
    isBasedOn: [...(release === null ? [] : [reference(origin + releasePage(release))]), paperLd(explainer)],
  };
}

/** The data of a release. @param origin of the site. */
export function releaseLd(manifest: ReleaseManifest, explainer: Explainer, origin: string): JsonLd {
  const { release, title, date, runs, files, dictionary } = manifest;
  const page = origin + releasePage(release);
  return {
    ...context,
    '@type': 'Dataset',
    '@id': page,
    url: page,
    name: `${explainer.title}: data, release ${release}`,
    description:
      `${title}. ${runs} runs of neural networks on small tasks, with the effective theory of van Rossem and Saxe ` +
      '(ICML 2024) fitted to them: parameters, outcomes, curves and fits.',
    ...ours(explainer),
    version: release,
    identifier: release,
    datePublished: date,
    keywords: [...explainer.keywords],
    isBasedOn: paperLd(explainer),
    isPartOf: reference(`${origin}/`),
    includedInDataCatalog: reference(`${origin}/data`),
    measurementTechnique:
      'Training of neural networks by seeded gradient descent; least-squares fit of two effective rates',
    variableMeasured: dictionary
      .filter(({ role }) => role === 'outcome')
      .map(({ name, description, unit }) => ({
        '@type': 'PropertyValue',
        name,
        description,
        ...(unit !== null && { unitText: unit }),
      })),
    distribution: files.map(({ name, mediaType, bytes, sha256 }) => ({
      '@type': 'DataDownload',
      name,
      contentUrl: `${page}/${name}`,
      encodingFormat: mediaType.split(';')[0],
      contentSize: `${bytes} B`,
      sha256,
    })),
  };
}

/** Every release. @param origin of the site. */
export function catalogLd(releases: readonly string[], explainer: Explainer, origin: string): JsonLd {
  return {
    ...context,
    '@type': 'DataCatalog',
    '@id': `${origin}/data`,
    url: `${origin}/data`,
    name: `${explainer.title}: data`,
    creator: explainer.authors.map(agent),
    license: licence.address,
    dataset: releases.map((release) => reference(origin + releasePage(release))),
  };
}

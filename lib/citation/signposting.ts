import { mediaTypes, formats, type Format } from '../figures/files/formats.ts';
import { fileAddress } from '../figures/files/address.ts';
import type { ReleaseManifest } from '../results/manifest.ts';
import { figureCitation, figurePage, releaseCitation, releasePage, type FigureState } from './address.ts';
import { citationFormats, citationTypes, type CitationFormat } from './formats.ts';
import { licence } from './licence.ts';

/** A typed link (RFC 8288): relation, target, and the media type of what is there. */
export interface TypedLink {
  readonly rel:
    'alternate' | 'cite-as' | 'collection' | 'describedby' | 'describes' | 'item' | 'license' | 'next' | 'type';
  readonly href: string;
  readonly type?: string;
}

/*
 * FAIR Signposting, level 1 (https://signposting.org/FAIR/): a landing page names its persistent address (cite-as, RFC 8574), its
 * kind, its licence, what describes it and what it consists of; each of those leads back. Targets are paths, which a client
 * resolves against the address that it asked.
 */

const schemaOrg = (name: string): TypedLink => ({ rel: 'type', href: `https://schema.org/${name}` });
const licenseLink: TypedLink = { rel: 'license', href: licence.address };
const plain = (mediaType: string) => mediaType.split(';')[0]!;

const described = (address: (format: CitationFormat) => string) =>
  citationFormats.map((format): TypedLink => ({
    rel: 'describedby',
    href: address(format),
    type: citationTypes[format],
  }));

/** Links of the article. */
export const articleLinks: readonly TypedLink[] = [
  { rel: 'cite-as', href: '/' },
  schemaOrg('AboutPage'),
  schemaOrg('ScholarlyArticle'),
  licenseLink,
  { rel: 'describedby', href: '/CITATION.cff', type: 'application/yaml' },
];

/** Links of the page of a figure in a state: of a release, or as it is now. */
export function figureLinks(state: FigureState): TypedLink[] {
  const { figure, release, query } = state;
  return [
    { rel: 'cite-as', href: figurePage(state) },
    schemaOrg('AboutPage'),
    schemaOrg('ImageObject'),
    licenseLink,
    ...described((format) => figureCitation(state, format)),
    ...formats.map((format): TypedLink => ({
      rel: 'item',
      href: fileAddress({ figure, release, format }, query),
      type: plain(mediaTypes[format]),
    })),
    ...(release === null ? [] : [{ rel: 'collection', href: releasePage(release) } as const]),
  ];
}

/** Links of a figure's file: back to its page. */
export const figureFileLinks = (state: FigureState, format: Format): TypedLink[] => [
  ...(state.release === null ? [] : [{ rel: 'cite-as', href: figurePage(state) } as const]),
  { rel: 'collection', href: figurePage(state), type: 'text/html' },
  schemaOrg(format === 'svg' || format === 'png' ? 'ImageObject' : 'Dataset'),
];

/** Links of a figure's citation: what it describes. */
export const figureCitationLinks = (state: FigureState): TypedLink[] => [
  { rel: 'describes', href: figurePage(state), type: 'text/html' },
];

/** Links of the landing page of a release. */
export function releaseLinks({ release, files }: Pick<ReleaseManifest, 'release' | 'files'>): TypedLink[] {
  return [
    { rel: 'cite-as', href: releasePage(release) },
    schemaOrg('AboutPage'),
    schemaOrg('Dataset'),
    licenseLink,
    ...described((format) => releaseCitation(release, format)),
    { rel: 'describedby', href: `/api/v1/releases/${release}`, type: 'application/json' },
    { rel: 'describedby', href: `${releasePage(release)}/datapackage.json`, type: 'application/json' },
    ...files.map(({ name, mediaType }): TypedLink => ({
      rel: 'item',
      href: `${releasePage(release)}/${name}`,
      type: plain(mediaType),
    })),
  ];
}

/** Links of a file of a release: back to its landing page. */
export const releaseFileLinks = (release: string): TypedLink[] => [
  { rel: 'cite-as', href: releasePage(release) },
  { rel: 'collection', href: releasePage(release), type: 'text/html' },
];

/** Links of what describes a release. */
export const releaseCitationLinks = (release: string): TypedLink[] => [
  { rel: 'describes', href: releasePage(release), type: 'text/html' },
];

/** Links as the value of a Link header. */
export const linkHeader = (links: readonly TypedLink[]): string =>
  links
    .map(({ rel, href, type }) => `<${href}>; rel="${rel}"${type === undefined ? '' : `; type="${type}"`}`)
    .join(', ');

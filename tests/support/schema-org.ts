/**
 * What of the context of https://schema.org (version 29, https://schema.org/docs/jsonldcontext.jsonld) the pages use, so that no
 * test asks the network for it. A word that is not here is not a word of schema.org as far as tests know: in its safe mode the
 * processor refuses it.
 */
const vocabulary = 'https://schema.org/';

const classes = [
  ...['AboutPage', 'DataCatalog', 'DataDownload', 'Dataset', 'ImageObject', 'Organization', 'Person', 'PropertyValue'],
  ...['PublicationVolume', 'ScholarlyArticle'],
];
const texts = [
  ...['caption', 'contentSize', 'copyrightNotice', 'creditText', 'description', 'encodingFormat', 'familyName'],
  ...['givenName', 'headline', 'identifier', 'inLanguage', 'isAccessibleForFree', 'keywords', 'measurementTechnique'],
  ...['name', 'pagination', 'sha256', 'unitText', 'version', 'volumeNumber'],
];
const things = [
  ...['author', 'citation', 'creator', 'dataset', 'distribution', 'encoding', 'hasPart', 'includedInDataCatalog'],
  ...['isBasedOn', 'isPartOf', 'variableMeasured'],
];
const addresses = ['acquireLicensePage', 'contentUrl', 'license', 'url'];
const days = ['dateModified', 'datePublished'];

const terms = (names: readonly string[], type?: string) =>
  names.map((name) => [name, { '@id': vocabulary + name, ...(type !== undefined && { '@type': type }) }] as const);

export const schemaOrgContext = {
  '@context': Object.fromEntries([
    ...terms(classes),
    ...terms(texts),
    ...terms(things),
    ...terms(addresses, '@id'),
    ...terms(days, `${vocabulary}Date`),
  ]),
};

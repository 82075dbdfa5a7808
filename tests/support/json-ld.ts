import jsonld from 'jsonld';
import { schemaOrgContext } from './schema-org.ts';

/** A node as JSON-LD's expanded form has it: full addresses of properties, lists of values. */
export interface LinkedNode {
  readonly '@id'?: string;
  readonly '@type'?: readonly string[];
  readonly [property: string]: unknown;
}

/** Loads the one context that our pages name, and nothing from the network. */
function documentLoader(url: string) {
  if (url !== 'https://schema.org') return Promise.reject(new Error(`A page names the context ${url}.`));
  return Promise.resolve({ contextUrl: undefined, documentUrl: url, document: schemaOrgContext });
}

/**
 * Every node of a document, by a JSON-LD processor.
 * @param base address of the page that it stands in.
 * @throws Error where it says something that has no meaning: safe mode loses nothing silently.
 */
export async function linkedNodes(document: object, base: string): Promise<Map<string, LinkedNode>> {
  const options = { base, documentLoader, safe: true };
  const nodes: unknown = await jsonld.flatten(document, undefined, options);
  return new Map((nodes as readonly LinkedNode[]).map((node) => [node['@id'] ?? '', node]));
}

/** The values of a property, or the addresses of what it refers to. */
export function valuesOf(node: LinkedNode | undefined, property: string): unknown[] {
  const values = (node?.[`https://schema.org/${property}`] ?? []) as readonly { '@value'?: unknown; '@id'?: string }[];
  return values.map((value) => value['@value'] ?? value['@id']);
}

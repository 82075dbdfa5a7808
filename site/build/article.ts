import { getCollection, type CollectionEntry } from 'astro:content';

/** The sections of the article in their order, which is that of the file names. */
export async function articleEntries(): Promise<CollectionEntry<'article'>[]> {
  const entries = await getCollection('article');
  return entries.sort((a, b) => a.id.localeCompare(b.id));
}

/** Anchor of a figure that stands once in the article; never renamed once published. */
export const figureAnchor = (id: string) => `figure-${id}`;
/** Anchor of a note. */
export const noteAnchor = (id: string) => `note-${id}`;

const attribute = (attributes: string, name: string) => new RegExp(`\\b${name}="([^"]+)"`).exec(attributes)?.[1];

/** What is numbered through the article, with its anchor: `<…Figure id="…" anchor="…">` and `<Note id="…">`. */
const numbered = {
  figure: {
    tag: /<(?:[A-Z]\w*)?Figure\s([^>]*)>/g,
    anchor: (attributes: string) => attribute(attributes, 'anchor') ?? figureAnchor(attribute(attributes, 'id')!),
  },
  note: { tag: /<Note\s([^>]*)>/g, anchor: (attributes: string) => noteAnchor(attribute(attributes, 'id')!) },
} as const;

type Numbered = keyof typeof numbered;

async function readNumbers(kind: Numbered): Promise<ReadonlyMap<string, number>> {
  const { tag, anchor } = numbered[kind];
  const numbers = new Map<string, number>();
  for (const { body = '', filePath } of await articleEntries()) {
    for (const [, attributes] of body.matchAll(tag)) {
      const name = anchor(attributes!);
      if (numbers.has(name)) throw new Error(`${filePath ?? 'The article'} has a second ${kind} "${name}".`);
      numbers.set(name, numbers.size + 1);
    }
  }
  return numbers;
}

const known = new Map<Numbered, Promise<ReadonlyMap<string, number>>>();

/**
 * The number of a figure or of a note: its place among those of the article, counted through all sections, so that nobody
 * keeps numbers by hand. None if the article does not have it: a figure may also stand on a page of its own.
 * @throws Error if two have one anchor.
 */
export async function findNumber(kind: Numbered, anchor: string): Promise<number | undefined> {
  let numbers = known.get(kind);
  // While the article is being written it changes between requests.
  if (!numbers || import.meta.env.DEV) known.set(kind, (numbers = readNumbers(kind)));
  return (await numbers).get(anchor);
}

/** As `findNumber`. @throws Error if the article does not have it. */
export async function numberOf(kind: Numbered, anchor: string): Promise<number> {
  const number = await findNumber(kind, anchor);
  if (number === undefined) throw new Error(`The article has no ${kind} "${anchor}".`);
  return number;
}

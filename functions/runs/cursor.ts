import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { Problem } from '../problems/problem.ts';

/** Where a page ended: the values of the order's keys in its last run. */
export type Position = readonly (string | number | null)[];

const token = z.tuple([z.string(), z.string(), z.array(z.union([z.string(), z.number(), z.null()]))]);

/** Ties a cursor to the query that it continues, and tells one that we made from anything else. */
function seal(release: string, position: Position, selection: string): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([release, position, selection])))).slice(0, 16);
}

/** The opaque text that continues a list after `position`. */
export function writeCursor(release: string, position: Position, selection: string): string {
  const bytes = utf8ToBytes(JSON.stringify([seal(release, position, selection), release, position]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/**
 * Where a cursor continues.
 * @param restart address of the query's first page, for the problem's links.
 * @param pinned address of the same page in a release.
 * @throws Problem if the text is no cursor of this selection (400) or one of another release (410).
 */
export function readCursor(
  text: string,
  expected: { readonly release: string; readonly selection: string },
  addresses: { readonly restart: string; readonly pinned: (release: string) => string },
): Position {
  const invalid = new Problem('invalid-cursor', 'The cursor is not one that this query was given.', {
    errors: [{ parameter: 'cursor', given: text, detail: 'It cannot be read.', allowed: 'the cursor of links.next' }],
    links: { start: addresses.restart },
  });
  const parsed = token.safeParse(decode(text));
  if (!parsed.success) throw invalid;
  const [given, release, position] = parsed.data;
  if (given !== seal(release, position, expected.selection)) throw invalid;
  if (release !== expected.release) {
    const detail = `The cursor is of release ${release}; this list is of release ${expected.release}.`;
    const links = { continue: addresses.pinned(release), start: addresses.restart };
    throw new Problem('other-release', detail, { links });
  }
  return position;
}

function decode(text: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

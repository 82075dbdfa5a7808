import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkClaim, proofSchema, type Proof } from '../../lib/figures/claims.ts';
import { figureOf } from '../../lib/figures/code.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { buildSource } from './source.ts';

/** What proves the numbers in the article's text, by the name that `<Claim>` calls them. */
export const readProofs = (): Readonly<Record<string, Proof>> =>
  z.record(z.string(), proofSchema).parse(parse(readFileSync('content/claims.yaml', 'utf8')));

/** A number in the text whose proof was found to hold. */
export interface ProvenClaim {
  readonly figure: Proof['figure'];
  /** The query of the state whose table proves it. */
  readonly query: string;
  /** The number, before it was rounded for the text. */
  readonly value: number;
}

/** Tables of states that several numbers are of: loaded once. */
const tables = new Map<string, Promise<readonly object[]>>();

/**
 * Recomputes what the text says from the latest release.
 * @throws Error if there is no such proof, or if the text says something else than the table.
 */
export async function proveClaim(id: string, text: string): Promise<ProvenClaim> {
  const proof = readProofs()[id];
  if (!proof) throw new Error(`content/claims.yaml has no proof ${id} for “${text}”.`);
  const figure = await figureOf(proof.figure);
  const state = figure.state.parse(proof.state);
  const query = stateQuery(figure, state);
  const key = `${figure.id}?${query}`;
  const table = tables.get(key) ?? buildSource().then(async (source) => figure.rows(await figure.load(state, source)));
  tables.set(key, table);
  try {
    const value = checkClaim(text, (await table) as Parameters<typeof checkClaim>[1], proof);
    return { figure: proof.figure, query, value };
  } catch (error) {
    throw new Error(`The claim ${id} does not hold. ${(error as Error).message}`, { cause: error });
  }
}

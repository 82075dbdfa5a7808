import type { Column } from '../../lib/results/column.ts';
import { dictionary } from '../../lib/results/dictionary.ts';
import type { QueryIssue } from '../../lib/results/query.ts';
import { nearest } from './nearest.ts';

/** One key of an order. Nulls come last in either direction. */
export interface SortKey {
  readonly column: Column;
  readonly descending: boolean;
}

const columns = new Map(dictionary.map((column) => [column.name, column]));
const allowed = dictionary.map(({ name }) => name).join(', ');

/** The columns of a comma-separated list, or what is wrong with it. */
export function readColumns(parameter: string, text: string): Column[] | QueryIssue {
  const chosen: Column[] = [];
  for (const name of text.split(',')) {
    const column = columns.get(name);
    if (!column) {
      const near = nearest(name, [...columns.keys()]);
      const detail = `There is no column ${name || 'without a name'}${near ? `; the nearest is ${near}` : ''}.`;
      return { parameter, given: name, detail, allowed };
    }
    if (chosen.includes(column)) {
      return { parameter, given: text, detail: `${name} is named twice.`, allowed: 'each column once' };
    }
    chosen.push(column);
  }
  return chosen;
}

const byId: SortKey = { column: columns.get('id')!, descending: false };

/**
 * The order that `-gain,seed` asks for, with the id appended so that it is total, in the direction of the key before it, so that
 * an index of that key has the whole order in it; or what is wrong with it.
 */
export function readSort(text: string): SortKey[] | QueryIssue {
  if (text === '') return [byId];
  const parts = text.split(',');
  const chosen = readColumns('sort', parts.map((part) => part.replace(/^-/, '')).join(','));
  if ('detail' in chosen) return { ...chosen, allowed: `${chosen.allowed}; each with - before it to descend` };
  const keys = chosen.map((column, n) => ({ column, descending: parts[n]!.startsWith('-') }));
  const { descending } = keys.at(-1)!;
  return keys.some(({ column }) => column === byId.column) ? keys : [...keys, { ...byId, descending }];
}

const keyTexts = (keys: readonly SortKey[]) =>
  keys.map(({ column, descending }) => (descending ? `-${column.name}` : column.name));

/** An order in full, with the id that decides between equals. */
export const orderText = (keys: readonly SortKey[]) => keyTexts(keys).join(',');

/** The text that `readSort` reads an order from, without the id that it appends. */
export function sortText(keys: readonly SortKey[]): string {
  const [last, before] = [keys.at(-1), keys.at(-2)];
  const isImplied = last?.column === byId.column && last.descending === (before?.descending ?? false);
  return keyTexts(isImplied ? keys.slice(0, -1) : keys).join(',');
}

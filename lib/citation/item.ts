/** A name as CSL has it: a person's in parts, or what stands as it is. */
export type CslName = { readonly family: string; readonly given: string } | { readonly literal: string };

/** A date as CSL has it: year, month, day, or the first of them. */
export interface CslDate {
  readonly 'date-parts': readonly [readonly number[]];
}

/**
 * A bibliographic item, the fields of CSL-JSON (https://docs.citationstyles.org, appendix IV) that this project fills in. Every
 * other form of a citation is made from it.
 */
export interface CslItem {
  /** Key of the entry, the same for the same thing. */
  readonly id: string;
  readonly type: 'dataset' | 'figure' | 'paper-conference' | 'software';
  readonly title: string;
  readonly author: readonly CslName[];
  readonly issued: CslDate;
  readonly 'container-title'?: string;
  readonly 'collection-title'?: string;
  readonly publisher?: string;
  readonly volume?: string;
  readonly page?: string;
  readonly version?: string;
  readonly note?: string;
  readonly license?: string;
  readonly language?: string;
  readonly DOI?: string;
  readonly URL?: string;
}

/** A day as CSL has it. @param day as 2026-11-30. */
export const cslDate = (day: string): CslDate => ({ 'date-parts': [day.split('-').map(Number)] });

/** A name in one line: "Loek van Rossem". */
export const wholeName = (name: CslName): string => ('literal' in name ? name.literal : `${name.given} ${name.family}`);

/** "van Rossem and Saxe": how a sentence names the authors of a work. */
export function namesInText({ author }: Pick<CslItem, 'author'>): string {
  const names = author.map((name) => ('literal' in name ? name.literal : name.family));
  return names.length > 2 ? `${names[0]} et al.` : names.join(' and ');
}

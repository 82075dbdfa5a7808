/** A cell of a notebook, before it has an id. */
export type Cell = { readonly markdown: string } | { readonly code: string };

/** What is written the same in JSON and in Python. */
type Literal<Value> = Value extends string | number
  ? Value
  : Value extends boolean | null | undefined
    ? never
    : { readonly [Name in keyof Value]: Literal<Value[Name]> };

/** A value as Python has it. */
export const python = <Value>(value: Literal<Value>): string => JSON.stringify(value);

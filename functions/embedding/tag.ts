/** An element as HTMLRewriter hands it to its handlers. */
export interface Tag {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): unknown;
  append(content: string, options: { html: boolean }): unknown;
  setInnerContent(content: string, options: { html: boolean }): unknown;
  onEndTag(handler: (end: { before(content: string, options: { html: boolean }): unknown }) => Promise<void>): void;
}

/** The runtime's own types bear the names of the DOM's, which the figures' code brings in: it says that what comes is a `Tag`. */
export const tagOf = (element: unknown): Tag => element as Tag;

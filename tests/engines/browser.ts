/** One page of one browser, driven by whatever drives it. */
export interface EngineBrowser {
  /** Its version, as it says itself. */
  readonly version: string;
  /** Goes to an address and waits until its page is loaded. */
  visit(url: string): Promise<void>;
  /** The value of a JavaScript expression in the page, waited for if it is a promise; must be JSON. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

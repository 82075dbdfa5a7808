import type { EngineId } from '../../lib/training/trainer.ts';
import type { EngineBrowser } from './browser.ts';

/** What a reader sees of a run that the article's live figure has trained. */
export interface Shown {
  readonly engine: string;
  readonly run: string;
  readonly state: string;
  readonly description: string;
  readonly columns: string[];
  /** Of the table of the numbers, as they stand there. */
  readonly rows: string[][];
}

/** Runs in the page: trains by the button, on a chosen engine, and reads what is shown then. */
async function trainAndRead(choice: string): Promise<Shown> {
  const figure = document.querySelector('#figure-two-points')!;
  const texts = (root: ParentNode, selector: string) =>
    [...root.querySelectorAll(selector)].map(({ textContent }) => textContent.trim());
  async function appearing<T>(what: string, look: () => T | null | undefined): Promise<T> {
    for (const start = Date.now(); Date.now() - start < 40_000;) {
      const found = look();
      if (found) return found;
      // Sections on the way are laid out as they come near, and move it.
      figure.scrollIntoView();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`There is no ${what} after 40 s; the figure reads: ${figure.textContent}`);
  }
  const button = (name: string) => () =>
    [...figure.querySelectorAll('button')].find(({ textContent, disabled }) => textContent === name && !disabled);

  const train = await appearing('button', button('Train it here'));
  if (choice === 'auto') {
    train.click();
  } else {
    // To choose an engine is to ask for a run on it.
    const option = figure.querySelector<HTMLOptionElement>(`.toolbar option[value="${choice}"]`)!;
    option.selected = true;
    option.parentElement!.dispatchEvent(new Event('change', { bubbles: true }));
  }
  const { engine, run } = await appearing('run', () => {
    const { dataset } = figure.querySelector<HTMLElement>('.live')!;
    return dataset.phase === 'done' ? dataset : undefined;
  });
  const details = figure.querySelector<HTMLDetailsElement>('details.data')!;
  details.open = true;
  await appearing('table', () => details.querySelector('tbody tr'));
  return {
    engine: engine!,
    run: run!,
    state: texts(figure, '.figure-state').join(),
    description: texts(figure, '.description').join(),
    columns: texts(details, 'th'),
    rows: [...details.querySelectorAll('tbody tr')].map((row) => texts(row, 'td')),
  };
}

/** Trains the article's live figure once, at its first state, in a browser; on the engine that a reader gets, or another. */
export async function liveFigureIn(
  browser: Pick<EngineBrowser, 'visit' | 'evaluate'>,
  origin: string,
  engine: 'auto' | EngineId = 'auto',
): Promise<Shown> {
  await browser.visit(`${origin}/`);
  return (await browser.evaluate(`(${String(trainAndRead)})(${JSON.stringify(engine)})`)) as Shown;
}

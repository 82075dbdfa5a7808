import type { FigureState } from '../../../lib/figures/figure.ts';
import type { OpenFigure } from './open.ts';
import type { Shown } from './useFigure.ts';

/** What an error says. */
export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** What is shown of a state that the server is asked for: it, or why not. */
export async function recorded<Table extends object>(
  open: OpenFigure,
  state: FigureState,
  release: string | null,
  why: string | undefined,
): Promise<Partial<Shown<Table>>> {
  try {
    const table = (await open.recorded(state, why === undefined ? release : null)) as Table;
    const found = open.figure.sources(table).release;
    const what =
      found === null ? 'this state, trained on the server' : `the recorded run of this state, from release ${found}`;
    const notice = why === undefined ? undefined : `${why} Shown instead: ${what}.`;
    return { phase: 'recorded', table, runs: [], snapshots: [], notice };
  } catch (error) {
    const missing = why === undefined ? 'The server does not have this state' : `${why} No recorded run either`;
    return { phase: 'failed', notice: `${missing}: ${messageOf(error)} The last picture stays.` };
  }
}

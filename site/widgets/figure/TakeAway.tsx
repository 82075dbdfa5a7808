import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { formats, type Format } from '../../../lib/figures/files/formats.ts';
import { CiteDialog } from './CiteDialog.tsx';
import { ShareLink } from './ShareLink.tsx';

/** What only the server makes. */
type Served = 'png' | 'ipynb';
const names: Partial<Record<Format, string>> = { ipynb: 'Notebook' };

/** What is taken away: one state of a figure. */
export interface Taken {
  readonly id: string;
  /** The query of the state. */
  readonly query: string;
  /** The release that it is of, so that its files are those that are seen; null for a state that is of none. */
  readonly release: string | null;
}

interface Props extends Taken {
  /** The address of this state in this page. */
  readonly permalink: () => string;
  /** Makes a file in the page, for a state that the server does not have. */
  readonly save?: ((extension: Exclude<Format, Served>) => void) | undefined;
  /** More to do with the state: to embed it. */
  readonly children?: ComponentChildren;
}

/** Links to this very state: as a page, as pictures, as data. Plain links, so that they work without script. */
export function TakeAway({ id, query, release, permalink, save, children }: Props) {
  const [problem, setProblem] = useState<string>();

  /** Follows the link if the server has the state; else the file is made here. */
  const follow = async (extension: Format, address: string, make: NonNullable<Props['save']>) => {
    setProblem(undefined);
    const there = await fetch(address, { method: 'HEAD' }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (there) location.assign(address);
    else if (extension === 'png' || extension === 'ipynb') {
      const what = extension === 'png' ? 'picture' : 'notebook';
      setProblem(`The server has no ${what} of a run as large as this one; SVG, CSV and JSON are made here.`);
    } else make(extension);
  };

  return (
    <>
      <div class="toolbar" role="group" aria-label="Take this state away">
        <ShareLink address={permalink} />
        {formats.map((extension) => {
          const address = `/figures/${id}${release === null ? '' : `@${release}`}.${extension}?${query}`;
          return (
            <a
              key={extension}
              class="button"
              href={address}
              onClick={(event) => {
                if (!save) return;
                event.preventDefault();
                void follow(extension, address, save);
              }}
            >
              {names[extension] ?? extension.toUpperCase()}
            </a>
          );
        })}
        <CiteDialog id={id} query={query} release={release} />
        {children}
      </div>
      {problem && (
        <div class="notice" role="alert">
          <p>{problem}</p>
        </div>
      )}
    </>
  );
}

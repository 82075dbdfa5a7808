import { useState } from 'preact/hooks';
import type { TwoPointsTable } from '../../../lib/figures/two-points/table.ts';
import type { Live } from './useTraining.ts';

const extensions = ['svg', 'png', 'csv', 'json'] as const;

/** Links to this very state: as a page, as pictures, as data. */
export function TakeAway({ table, live }: { readonly table: TwoPointsTable; readonly live: Live }) {
  const query = live.queryOf(table.record.parameters);
  const permalink = new URL(`?figure=${live.figure.id}&${query}#live`, location.href).href;
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const [problem, setProblem] = useState<string>();

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(permalink);
      setCopied('yes');
      setTimeout(() => {
        setCopied('no');
      }, 2000);
    } catch {
      // No clipboard without a secure address or the reader's leave: the link is shown instead.
      setCopied('refused');
    }
  };

  /** Follows the link if the server has the state; else the file is made here, from the run that is shown. */
  const follow = async (extension: (typeof extensions)[number], address: string) => {
    setProblem(undefined);
    const there = await fetch(address, { method: 'HEAD' }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (there) location.assign(address);
    else if (extension === 'png')
      setProblem('The server has no picture of a run as large as this one; the SVG is made here.');
    else live.saveFile(extension, table);
  };

  return (
    <>
      <div class="toolbar" role="group" aria-label="Take this state away">
        <button type="button" onClick={() => void copy()}>
          {copied === 'yes' ? 'Copied' : 'Copy link'}
        </button>
        {extensions.map((extension) => {
          const address = `/figures/${live.figure.id}.${extension}?${query}`;
          return (
            <a
              key={extension}
              class="button"
              href={address}
              onClick={(event) => {
                event.preventDefault();
                void follow(extension, address);
              }}
            >
              {extension.toUpperCase()}
            </a>
          );
        })}
      </div>
      {copied === 'refused' && (
        <label class="permalink">
          Link{' '}
          <input
            type="text"
            readOnly
            value={permalink}
            onFocus={({ currentTarget }) => {
              currentTarget.select();
            }}
          />
        </label>
      )}
      {problem && (
        <div class="notice" role="alert">
          <p>{problem}</p>
        </div>
      )}
    </>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { figureCitation, figurePage } from '../../../lib/citation/address.ts';
import { citationNames, type CitationFormat } from '../../../lib/citation/formats.ts';
import type { FigureId } from '../../../lib/figures/index.ts';
import { CopyText } from '../dialog/CopyText.tsx';
import { Dialog, DialogLink } from '../dialog/Dialog.tsx';
import type { Taken } from './TakeAway.tsx';

/** In the order in which they are wanted. */
const order: readonly CitationFormat[] = ['txt', 'bib', 'ris', 'json'];

/** What a server answered: the text, or what it says is wrong. */
type Answered = { readonly text: string } | { readonly problem: string };

async function fetchCitation(address: string): Promise<Answered> {
  try {
    const response = await fetch(address);
    if (response.ok) return { text: (await response.text()).trim() };
    const { detail } = (await response.json()) as { detail?: string };
    return { problem: detail ?? `The server answered ${response.status}.` };
  } catch {
    return { problem: 'The server cannot be reached.' };
  }
}

/** The citation at an address, once it is here. */
function useCitation(address: string): Answered | undefined {
  const [answered, setAnswered] = useState<{ readonly address: string; readonly answer: Answered }>();
  useEffect(() => {
    let stale = false;
    void fetchCitation(address).then((answer) => {
      if (!stale) setAnswered({ address, answer });
    });
    return () => {
      stale = true;
    };
  }, [address]);
  return answered?.address === address ? answered.answer : undefined;
}

function Citation({
  state,
  format,
}: {
  readonly state: Parameters<typeof figureCitation>[0];
  readonly format: CitationFormat;
}) {
  const address = figureCitation(state, format);
  const answer = useCitation(address);
  const download = (
    <a class="button" href={address} download={`${state.figure}.${format}`}>
      Download .{format}
    </a>
  );
  if (answer === undefined) return <p role="status">Asking for the citation …</p>;
  if ('problem' in answer) {
    return (
      <div class="notice" role="alert">
        <p>This state cannot be cited: {answer.problem}</p>
      </div>
    );
  }
  return (
    <CopyText name={citationNames[format]} text={answer.text}>
      {download}
    </CopyText>
  );
}

/** Opens the dialog that cites a state of a figure, with the paper. Without script, a link to the page that does the same. */
export function CiteDialog({ id, query, release }: Taken) {
  const [open, setOpen] = useState(false);
  const [format, setFormat] = useState<CitationFormat>('txt');
  const state = { figure: id as FigureId, release, query };
  // Only a release has a page that cites; other states have the citation itself.
  const href = release === null ? figureCitation(state, 'txt') : `${figurePage(state)}#cite`;
  return (
    <>
      <DialogLink
        href={href}
        onOpen={() => {
          setOpen(true);
        }}
      >
        Cite
      </DialogLink>
      <Dialog
        title="Cite this figure"
        open={open}
        onClose={() => {
          setOpen(false);
        }}
      >
        <p>
          {release === null
            ? 'This state is of no release: its address names the run, which comes out the same wherever it is trained.'
            : `As it is in release ${release}, which never changes.`}{' '}
          The paper is cited with it.
        </p>
        <fieldset class="formats">
          <legend class="visually-hidden">Form of the citation</legend>
          {order.map((name) => (
            <label key={name}>
              <input
                type="radio"
                name={`${id}-citation`}
                value={name}
                checked={name === format}
                onChange={() => {
                  setFormat(name);
                }}
              />
              {citationNames[name]}
            </label>
          ))}
        </fieldset>
        <Citation state={state} format={format} />
        {release !== null && (
          <p class="dialog-more">
            <a href={figurePage(state)}>The page that is cited</a>, and{' '}
            <a href={`/data/${release}`}>the data of the release</a>.
          </p>
        )}
      </Dialog>
    </>
  );
}

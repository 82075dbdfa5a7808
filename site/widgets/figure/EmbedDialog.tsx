import { useEffect, useState } from 'preact/hooks';
import { embedAddress, fileAddress, pageAddress } from '../../../lib/figures/files/address.ts';
import { elementCode, frameCode, scriptCode } from '../../../lib/figures/files/embed-code.ts';
import type { FigureId } from '../../../lib/figures/index.ts';
import { CopyText } from '../dialog/CopyText.tsx';
import { Dialog, DialogLink } from '../dialog/Dialog.tsx';

interface Props {
  readonly id: FigureId;
  /** The query of the state. */
  readonly query: string;
  /** The release that it is of; null for a state of none. */
  readonly release: string | null;
  /** What the state is called. */
  readonly title: string;
}

/** Opens what an author needs to put this very state into a page of theirs. */
export function EmbedDialog(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <DialogLink
        href={embedAddress({ figure: props.id, release: props.release }, props.query)}
        onOpen={() => {
          setOpen(true);
        }}
      >
        Embed
      </DialogLink>
      <Dialog
        title="Embed this figure"
        open={open}
        onClose={() => {
          setOpen(false);
        }}
      >
        <EmbedCodes {...props} />
      </Dialog>
    </>
  );
}

/** What the server says of a frame. */
type Answer =
  | { readonly kind: 'height'; /** CSS pixels, where there is the usual room. */ readonly height: number }
  /** There is no such frame: large runs that no release holds are not trained for one. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unreached' };

async function askFor(frame: string): Promise<Answer> {
  const query = new URLSearchParams({ url: frame });
  const response = await fetch(`/oembed?${query.toString()}`);
  if (response.status === 404) return { kind: 'none' };
  if (!response.ok) return { kind: 'unreached' };
  const { height } = (await response.json()) as { height: number };
  return { kind: 'height', height };
}

function useAnswer(frame: string): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    let wanted = true;
    const settle = (next: Answer) => {
      if (wanted) setAnswer(next);
    };
    askFor(frame).then(settle, () => {
      settle({ kind: 'unreached' });
    });
    return () => {
      wanted = false;
    };
  }, [frame]);
  return answer;
}

/** Why there is no code, where there is none. */
const reasons = {
  none:
    'The server does not have this state: no release holds its run, and it is too large to be trained on request. States ' +
    'that the figure’s page shows without training can be embedded.',
  unreached: 'The server could not be asked whether it has this state. Close this and try again.',
} as const;

function EmbedCodes({ id, query, release, title }: Props) {
  const { origin } = location;
  const frame = origin + embedAddress({ figure: id, release }, query);
  const page = origin + pageAddress(id, query);
  const picture = origin + fileAddress({ figure: id, release, format: 'png' }, query);
  const answer = useAnswer(frame);
  if (!answer) return <p>Looking it up …</p>;
  if (answer.kind !== 'height') return <p class="notice">{reasons[answer.kind]}</p>;
  const frameLines = [
    frameCode({ address: frame, title, width: '100%', height: answer.height }),
    scriptCode(origin, 'auto-height'),
  ];
  const elementLines = [
    scriptCode(origin, 'representations-figure'),
    elementCode({ figure: id, query, release, page, title }),
  ];
  return (
    <>
      <p>
        {release === null
          ? 'This state is of no release: it is computed from its parameters and its seed, which fix every number.'
          : `Frozen to release ${release}: it goes on showing these numbers, and tells when there are newer ones.`}
      </p>
      <h3>As a frame</h3>
      <p>The second line lets the height follow the content; it may be left out.</p>
      <CopyText name="frame" text={frameLines.join('\n')} />
      <h3>As an element, without a frame</h3>
      <CopyText name="element" text={elementLines.join('\n')} />
      <h3>In Markdown</h3>
      <CopyText name="Markdown" text={`[![${title.replaceAll(/[[\]]/g, String.raw`\$&`)}](${picture})](${page})`} />
      <h3>Where addresses become figures by themselves (oEmbed)</h3>
      <CopyText name="address" text={frame} />
    </>
  );
}

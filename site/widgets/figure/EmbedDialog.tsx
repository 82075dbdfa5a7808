import { useEffect, useState } from 'preact/hooks';
import { embedAddress, fileAddress, pageAddress } from '../../../lib/figures/files/address.ts';
import { elementCode, frameCode, scriptCode } from '../../../lib/figures/files/embed-code.ts';
import { frameHeight } from '../../../lib/figures/files/frame-height.ts';
import { figureOf, type FigureId } from '../../../lib/figures/index.ts';
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
  /** Its data, if they are here. */
  readonly table: object | undefined;
}

/** Width in CSS pixels for which the frame's first height is given; the page may be narrower. */
const usualWidth = 760;

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

/** Whether the server has the frame: it trains no large runs. */
function useServed(address: string): boolean | undefined {
  const [served, setServed] = useState<boolean>();
  useEffect(() => {
    fetch(address, { method: 'HEAD' }).then(
      ({ ok }) => {
        setServed(ok);
      },
      () => {
        setServed(false);
      },
    );
  }, [address]);
  return served;
}

function useFrameHeight(id: FigureId, table: object | undefined): number | undefined {
  const [height, setHeight] = useState<number>();
  useEffect(() => {
    void figureOf(id).then((figure) => {
      setHeight(frameHeight(figure, table ?? null, usualWidth));
    });
  }, [id, table]);
  return height;
}

function EmbedCodes({ id, query, release, title, table }: Props) {
  const { origin } = location;
  const frame = embedAddress({ figure: id, release }, query);
  const page = origin + pageAddress(id, query);
  const picture = origin + fileAddress({ figure: id, release, format: 'png' }, query);
  const served = useServed(frame);
  const height = useFrameHeight(id, table);
  if (served === false) {
    return (
      <p class="notice">
        The server does not have this state: no release holds its run, and it is too large to be trained on request.
        States that the figure’s page shows without training can be embedded.
      </p>
    );
  }
  if (served === undefined || height === undefined) return <p>Looking it up …</p>;
  const frameLines = [
    frameCode({ address: origin + frame, title, width: '100%', height }),
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
      <CopyText name="address" text={origin + frame} />
    </>
  );
}

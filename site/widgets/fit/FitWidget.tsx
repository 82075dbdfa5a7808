import { useEffect, useRef, useState } from 'preact/hooks';
import { Fitted } from './Fitted.tsx';
import { useFit } from './useFit.ts';

interface Props {
  /** A run to try the form with, as CSV, and its two distances. */
  readonly example: { readonly csv: string; readonly dx2: number; readonly dy2: number };
}

/** A field of the form as it stands, whether it was filled in before the script was there or after. */
const field = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement;
const numberIn = (form: HTMLFormElement, name: string) => {
  const { value } = field(form, name);
  return value.trim() === '' ? null : Number(value);
};

/** The theory fitted to a run that a reader gives: pasted, dropped or taken from a file. Nothing of it leaves the page. */
export function FitWidget({ example }: Props) {
  const { state, fit } = useFit();
  const [hydrated, setHydrated] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const chosen = useRef<HTMLInputElement>(null);
  useEffect(() => {
    setHydrated(true);
    // A browser gives a page that is loaded again the file that was chosen before.
    void takeFile(chosen.current?.files?.[0]);
  }, []);

  /** Fits what stands in the form, after these fields have been filled in. */
  const take = (filled: Readonly<Record<string, string>> = {}) => {
    if (!form.current) return;
    for (const [name, value] of Object.entries(filled)) field(form.current, name).value = value;
    const { value: text } = field(form.current, 'run');
    fit({ text, dx2: numberIn(form.current, 'dx2'), dy2: numberIn(form.current, 'dy2') });
  };
  const takeFile = async (file: File | undefined) => {
    if (file) take({ run: await file.text() });
  };

  return (
    <div class="live fit" data-fit={state.kind}>
      <form
        class="fit-form"
        ref={form}
        aria-label="Your run"
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        <label for="fit-text">
          Your run: CSV with the columns step, h, y, w and perhaps loss, or a recorder’s JSON
        </label>
        <textarea
          id="fit-text"
          name="run"
          rows={9}
          spellcheck={false}
          autocomplete="off"
          placeholder={'step,h,y,w\n0,0.0031,0.00002,-0.0011\n…'}
          aria-describedby="fit-verdict"
          onDragOver={(event) => {
            event.preventDefault();
          }}
          onDrop={(event) => {
            const file = event.dataTransfer?.files[0];
            if (!file) return;
            event.preventDefault();
            void takeFile(file);
          }}
        />
        <div class="fit-fields">
          <label>
            File{' '}
            <input
              type="file"
              ref={chosen}
              accept=".csv,.tsv,.txt,.json,text/csv,application/json"
              disabled={!hydrated}
              onChange={({ currentTarget }) => void takeFile(currentTarget.files?.[0])}
            />
          </label>
          {(['dx2', 'dy2'] as const).map((name) => (
            <label key={name}>
              {name === 'dx2' ? 'Squared distance of the inputs' : 'Squared distance of the targets'}{' '}
              <input type="number" name={name} step="any" min="0" />
            </label>
          ))}
        </div>
        <div class="toolbar">
          <button class="primary" disabled={!hydrated || state.kind === 'busy'}>
            Fit the theory
          </button>
          <button
            type="button"
            disabled={!hydrated}
            onClick={() => {
              take({ run: example.csv, dx2: String(example.dx2), dy2: String(example.dy2) });
            }}
          >
            Try it with a run of ours
          </button>
        </div>
      </form>
      <div id="fit-verdict" role="status">
        {state.kind === 'busy' && <p class="engine">Fitting …</p>}
        {state.kind === 'lost' && <p class="notice">The fit could not be made here: {state.reason}.</p>}
        {state.kind === 'refused' && (
          <div class="notice">
            <p>The run cannot be read:</p>
            <ul>
              {state.issues.map(({ detail, allowed }) => (
                <li key={detail}>
                  {detail} Allowed: {allowed}.
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {state.kind === 'fitted' && <Fitted {...state} />}
    </div>
  );
}

import { useCopy } from '../dialog/useCopy.ts';

/** Copies the address of what is shown; where the browser does not let a page do that, shows it to be copied by hand. */
export function ShareLink({ address }: { readonly address: () => string }) {
  const [copied, copy] = useCopy();
  return (
    <>
      <button type="button" class="scripted" onClick={() => void copy(address())}>
        {copied === 'yes' ? 'Copied' : 'Copy link'}
      </button>
      {copied === 'refused' && (
        <label class="permalink">
          Link{' '}
          <input
            type="text"
            readOnly
            value={address()}
            onFocus={({ currentTarget }) => {
              currentTarget.select();
            }}
          />
        </label>
      )}
    </>
  );
}

import { hostInCode } from '../build/snippets.ts';

/** Code that names this host by the address that it is read at, and can be copied. */
for (const entry of document.querySelectorAll('.snippets dd')) {
  const code = entry.querySelector('pre');
  const button = entry.querySelector<HTMLButtonElement>('button.copy');
  if (!code || !button) continue;
  code.textContent = code.textContent.replaceAll(hostInCode, location.origin);
  button.hidden = false;
  const label = button.innerHTML;
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(code.textContent).then(
      () => {
        button.textContent = 'Copied';
        setTimeout(() => {
          button.innerHTML = label;
        }, 2000);
      },
      () => {
        // No clipboard without a secure address or the reader's leave: the code is marked, to be copied by hand.
        getSelection()?.selectAllChildren(code);
      },
    );
  });
}

import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { laterForms } from '../../site/build/later-forms.ts';
import { bringForms } from '../../site/scripts/forms.ts';

const section = `<p>Before <label>Engine <select disabled><option>one</option></select></label></p>
<fieldset><legend>Predict</legend><input type="radio" name="a" value="1"></fieldset>
<form class="controls" action="/figures/x.svg"><select name="a"><option>1</option></select><input name="v" value="1">
<noscript><button>Open “it” &amp; go</button></noscript></form><p>After</p>`;

/** A section as a browser with script has it, to which the inside of a `noscript` is text. */
function withScript(html: string): HTMLElement {
  const { document } = parseHTML(`<html><body><section>${html}</section></body></html>`);
  for (const place of document.querySelectorAll('noscript')) place.textContent = place.innerHTML;
  return document.querySelector('section')!;
}

describe('forms that wait', () => {
  it('are no elements to a browser with script until they are brought, and then are as they were', () => {
    const waiting = withScript(laterForms(section));
    expect(waiting.querySelectorAll('form, fieldset, select, input, button')).toHaveLength(0);
    expect(waiting.textContent).toContain('After');
    bringForms(waiting);
    const { document } = parseHTML(`<html><body><section>${section}</section></body></html>`);
    expect(waiting.innerHTML).toBe(document.querySelector('section')!.innerHTML);
  });

  it('are there without script, with what is only for those who have none', () => {
    const { document } = parseHTML(`<html><body>${laterForms(section)}</body></html>`);
    const form = document.querySelector('form')!;
    expect([form.querySelectorAll('noscript').length, form.querySelector('button')!.textContent]).toEqual([
      0,
      'Open “it” & go',
    ]);
    expect(document.querySelectorAll('noscript > select, noscript > fieldset, noscript > form')).toHaveLength(3);
  });
});

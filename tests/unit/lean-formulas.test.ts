import katex from 'katex';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../site/build/markdown.ts';

const formulas =
  String.raw`\tfrac{1}{2}\|d\hat{y}\|^2 \\ \sqrt{a^2+b}\,\bar{e} \\ \left(\begin{aligned}x&=1\\y&=2\end{aligned}\right)`.split(
    String.raw` \\ `,
  );
const boxes = (html: string) => parseHTML(`<body>${html}</body>`).document.querySelector('.katex-html')!;

describe.each(formulas)('%s', async (tex) => {
  const plain = boxes(katex.renderToString(tex));
  const lean = boxes((await renderMarkdown(`A formula $${tex}$ here.`)).html);

  it('reads the same with fewer boxes, of which each says something', () => {
    expect(lean.textContent).toBe(plain.textContent);
    const spans = [...lean.querySelectorAll('span')];
    expect(spans.length).toBeLessThan(plain.querySelectorAll('span').length);
    const bare = spans.filter(({ attributes, parentElement }) => {
      const place = `${parentElement!.className} ${parentElement!.parentElement!.className}`;
      return attributes.length === 0 && !/vlist|mfrac|accent|sqrt|mtable/.test(place);
    });
    expect(bare).toEqual([]);
  });

  it('keeps every box that the stylesheet counts', () => {
    for (const selector of [
      '.vlist>span',
      '.vlist>span>span',
      '.vlist>span>.pstrut',
      '.mfrac>span>span',
      '.accent>.vlist-t',
      '.strut',
    ])
      expect(lean.querySelectorAll(selector).length, selector).toBe(plain.querySelectorAll(selector).length);
  });
});

import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { twoPointsFigure } from '../../lib/figures/two-points/index.ts';
import type { TwoPointsTable } from '../../lib/figures/two-points/table.ts';
import { pageTheme } from '../../lib/figures/theme.ts';
import { twoPointsExperiment as experiment } from '../../lib/experiments/two-points/index.ts';
import { kernelEngine } from '../../lib/training/kernel/index.ts';
import { compiledKernel } from '../../lib/training/kernel/testing/compiled-kernel.ts';
import { morph, showPicture } from '../../site/widgets/figure/morph.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const elementOf = (markup: string) => {
  const place = document.createElement('div');
  place.innerHTML = markup;
  return place.firstElementChild!;
};

/** All that an element is; the order of attributes is no part of that. */
const contentOf = (node: Node): unknown =>
  node.nodeType === 1
    ? {
        name: node.nodeName,
        attributes: Object.fromEntries([...(node as Element).attributes].map(({ name, value }) => [name, value])),
        children: [...node.childNodes].map(contentOf),
      }
    : node.nodeValue;

/** Any small tree of elements, attributes and texts. */
const { tree } = fc.letrec<{ tree: string; child: string }>((tie) => ({
  tree: fc
    .tuple(
      fc.constantFrom('g', 'a', 'b'),
      fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.stringMatching(/^[a-z]{0,3}$/)),
      fc.array(tie('child'), { maxLength: 4 }),
    )
    .map(([name, attributes, children]) => {
      const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
      return `<${name}${written.join('')}>${children.join('<i></i>')}</${name}>`;
    }),
  child: fc.oneof({ depthSize: 'small' }, fc.stringMatching(/^[a-z]{1,3}$/), tie('tree')),
}));

describe('an element that is made into another', () => {
  it('is that one, children and all', () => {
    fc.assert(
      fc.property(tree, tree, (from, to) => {
        const shown = elementOf(`<g>${from}</g>`);
        morph(shown, elementOf(`<g>${to}</g>`));
        expect(contentOf(shown)).toEqual(contentOf(elementOf(`<g>${to}</g>`)));
      }),
    );
  });
});

describe('the picture of a figure', () => {
  it('keeps its parts when another run is drawn, and is the same as one drawn anew', async () => {
    const engine = kernelEngine(compiledKernel());
    const tableOf = async (change: object): Promise<TwoPointsTable> => {
      const record = await experiment.run(experiment.parameters.parse({ width: 20, steps: 200, ...change }), {
        engine,
      });
      return { record, comparison: experiment.compare(record), provenance: { kind: 'computed', where: 'a test' } };
    };
    const draw = (table: TwoPointsTable) => {
      const picture = twoPointsFigure.draw(table, { document, width: 700, theme: pageTheme });
      picture.setAttribute('role', 'img');
      return picture;
    };
    const place = document.createElement('div');
    const runs = await Promise.all([{}, { gain: 0.62 }, { gain: 2.5, lr: 5 }, { gain: 0.9, steps: 90 }].map(tableOf));
    let first: Element | undefined;
    for (const run of [...runs, runs[0]!]) {
      showPicture(place, draw(run));
      expect(contentOf(place.firstElementChild!)).toEqual(contentOf(draw(run)));
      first ??= place.querySelector('path')!;
      expect(place.querySelector('path')).toBe(first);
    }
  });

  it('is put there whole where it has links, which may have the focus', () => {
    const place = document.createElement('div');
    const picture = (id: string) =>
      elementOf(`<svg role="group"><a href="#${id}"></a></svg>`) as unknown as SVGSVGElement;
    showPicture(place, picture('one'));
    const link = place.querySelector('a');
    showPicture(place, picture('other'));
    expect(place.querySelector('a')).not.toBe(link);
    expect(place.querySelector('a')!.getAttribute('href')).toBe('#other');
  });
});

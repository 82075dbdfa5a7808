import type * as Plot from '@observablehq/plot';
import type { DrawOptions } from './figure.ts';
import type { Theme } from './theme.ts';

/** A plot as it was made, a copy of its picture, and where its scales put values. */
export interface Stencil {
  readonly picture: SVGSVGElement;
  /** CSS pixels. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

type Made = Pick<Plot.Plot, 'scale'> & SVGSVGElement;

/** Pictures that are kept of one document and theme: those of a figure at its width, and of a few before. */
const kept = 64;

/**
 * Makes a plot once for each specification, document and theme, and gives copies of it: for plots that are drawn again and
 * again with the same axes while only the data of their curves change, which `setCurve` puts in. Making a plot takes milliseconds.
 * @param make must use nothing but the specification, which is JSON, and the document and theme of the options.
 */
export function stencil<Spec extends object>(
  make: (spec: Spec, options: DrawOptions) => SVGSVGElement,
): (spec: Spec, options: DrawOptions) => Stencil {
  const drawers = new WeakMap<Document, WeakMap<Theme, Map<string, Made>>>();
  return (spec, options) => {
    const themes = drawers.get(options.document) ?? new WeakMap<Theme, Map<string, Made>>();
    drawers.set(options.document, themes);
    const plots = themes.get(options.theme) ?? new Map<string, Made>();
    themes.set(options.theme, plots);
    const key = JSON.stringify(spec);
    const plot = plots.get(key) ?? (make(spec, options) as Made);
    // The oldest first: what is used again becomes the newest.
    plots.delete(key);
    plots.set(key, plot);
    if (plots.size > kept) plots.delete(plots.keys().next().value!);
    const scaled = (name: 'x' | 'y') => {
      const scale = plot.scale(name)!;
      return (value: number) => Number(scale.apply(value));
    };
    return { picture: plot.cloneNode(true) as SVGSVGElement, x: scaled('x'), y: scaled('y') };
  };
}

/** The group of the n-th mark of a kind, which the specification must have asked for. */
function markOf(picture: SVGSVGElement, kind: 'line' | 'area', n: number): Element {
  return picture.querySelectorAll(`[data-mark="${kind}"]`)[n]!;
}

/** Puts the data of the n-th line, or area above 0, of a stencil in; those of an area come along its upper edge. */
export function setCurve(
  { picture, x, y }: Stencil,
  { kind = 'line', n = 0 }: { readonly kind?: 'line' | 'area'; readonly n?: number },
  step: readonly number[],
  values: readonly number[],
): void {
  const group = markOf(picture, kind, n);
  const parts = finiteParts(step, values).map((part) => {
    const upper = part.map(([at, value]) => `${tenth(x(at))},${tenth(y(value))}`);
    if (kind === 'line') return `M${upper.join('L')}${upper.length === 1 ? 'Z' : ''}`;
    const base = tenth(y(0));
    const lower = part.map(([at]) => `${tenth(x(at))},${base}`).reverse();
    return `M${[...upper, ...lower].join('L')}Z`;
  });
  if (parts.length === 0) group.replaceChildren();
  else group.firstElementChild!.setAttribute('d', parts.join(''));
}

/** Stretches of a curve that are numbers throughout. */
function finiteParts(step: readonly number[], values: readonly number[]): [number, number][][] {
  const parts: [number, number][][] = [];
  let open = false;
  step.forEach((at, n) => {
    const value = values[n];
    if (value === undefined || !Number.isFinite(value)) open = false;
    else if (open) parts.at(-1)!.push([at, value]);
    else {
      parts.push([[at, value]]);
      open = true;
    }
  });
  return parts;
}

/** As Plot rounds coordinates, to thousandths, and then `plainPlot`. */
const tenth = (pixels: number) => Math.round((Math.round(pixels * 1000) / 1000) * 10) / 10;

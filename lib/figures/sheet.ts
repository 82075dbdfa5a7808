import * as Plot from '@observablehq/plot';
import type { DrawOptions } from './figure.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** An empty SVG of that size with the theme's font, which panels are placed on. */
export function sheet({ document, theme }: DrawOptions, width: number, height: number): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('xmlns', svgNamespace);
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  // Without this a rasteriser clips nested pictures by a mask of the whole picture, which takes most of its time.
  svg.setAttribute('overflow', 'visible');
  svg.setAttribute('font-family', theme.font);
  svg.setAttribute('font-size', '12');
  return svg;
}

/** An SVG text element, still empty. */
export function textLine(
  { document }: DrawOptions,
  { x, y, size, fill, weight = 400 }: { x: number; y: number; size: number; fill: string; weight?: number },
): SVGTextElement {
  const text = document.createElementNS(svgNamespace, 'text');
  text.setAttribute('x', String(x));
  text.setAttribute('y', String(y));
  text.setAttribute('font-size', String(size));
  text.setAttribute('font-weight', String(weight));
  text.setAttribute('fill', fill);
  return text;
}

/** Sets a text whose rates are symbols: `η_h` and `τ_y` with a subscript, as readers know them. */
export function setSymbols({ document }: Pick<DrawOptions, 'document'>, element: SVGTextElement, text: string): void {
  const parts = text.split(/(?<=[ητ])_([hy])/);
  if (parts.length === 1) {
    element.textContent = text;
    return;
  }
  let lowered = false;
  for (const [n, part] of parts.entries()) {
    if (part === '') continue;
    const span = document.createElementNS(svgNamespace, 'tspan');
    span.textContent = part;
    if (n % 2 === 1) {
      span.setAttribute('dy', '3');
      span.setAttribute('font-size', '75%');
    } else if (lowered) span.setAttribute('dy', '-3');
    lowered = n % 2 === 1;
    element.append(span);
  }
}

/** Puts a picture at a place of the sheet that it is appended to. */
export function place(picture: SVGElement, x: number, y: number): void {
  picture.setAttribute('x', String(x));
  picture.setAttribute('y', String(y));
}

/**
 * A plot as a bare SVG: no style element (a page's content policy would refuse it, and a picture must not depend on it)
 * and the theme's colours and font as attributes.
 */
export function plainPlot({ document, theme }: DrawOptions, options: Plot.PlotOptions): SVGSVGElement {
  const plot = Plot.plot({ ...options, document, className: 'plot', style: { color: theme.ink } }) as SVGSVGElement;
  for (const style of plot.querySelectorAll('style')) style.remove();
  plot.removeAttribute('style');
  plot.setAttribute('color', theme.ink);
  plot.setAttribute('fill', 'currentColor');
  plot.setAttribute('font-family', theme.font);
  plot.setAttribute('font-size', '12');
  plot.setAttribute('overflow', 'visible');
  // Plot labels its groups with ARIA, which groups without a role must not have; the figure's own label says what is shown.
  for (const group of plot.querySelectorAll('g[aria-label], rect[aria-label]')) {
    group.setAttribute('data-mark', group.getAttribute('aria-label') ?? '');
    group.removeAttribute('aria-label');
  }
  for (const grid of plot.querySelectorAll('[data-mark$="grid"]')) {
    grid.setAttribute('stroke', theme.grid);
    grid.setAttribute('stroke-opacity', '1');
  }
  for (const path of plot.querySelectorAll('path[d]')) path.setAttribute('d', tenths(path.getAttribute('d') ?? ''));
  return plot;
}

/** Path data with coordinates rounded to tenths of a pixel: half the bytes, the same picture. */
const tenths = (data: string) =>
  data.replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10));

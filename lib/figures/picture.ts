import type { AnyFigure, DrawOptions } from './figure.ts';
import { setSymbols, sheet, textLine } from './sheet.ts';
import { sourceLines } from './sources.ts';

/**
 * Says what a picture shows to those who do not see it. A picture whose parts are links is a group, since the parts of an
 * image are hidden from assistive technology.
 */
export function labelPicture(svg: SVGSVGElement, label: string): void {
  svg.setAttribute('role', svg.querySelector('a') ? 'group' : 'img');
  svg.setAttribute('aria-label', label);
}

/** A picture as text. linkedom leaves the ampersands of attributes as they are, which only HTML would allow. */
export const svgText = (svg: SVGSVGElement): string =>
  svg.outerHTML.replaceAll(/&(?!(?:amp|lt|gt|quot|#\d+);)/g, '&amp;');

const padding = 20;
const lineHeight = 18;

/** Text broken at spaces so that no line is much wider than `width` at about 12 px; SVG does not wrap by itself. */
function wrap(text: string, width: number): string[] {
  const limit = Math.max(20, Math.floor(width / 5.9));
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= limit) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * A figure as a picture that stands alone, as a file or an image: opaque background, title, the figure, its description
 * and its source, with a title element for assistive technology.
 */
export function standalone(figure: AnyFigure, table: object, options: DrawOptions): SVGSVGElement {
  const { document, theme, width } = options;
  const inner = width - 2 * padding;
  const title = wrap(figure.title(table), inner / 1.45);
  const notes = [
    ...wrap(figure.describe(table), inner),
    ...sourceLines(figure.sources(table)).flatMap((line) => wrap(line, inner)),
  ];
  const titleHeight = 12 + title.length * 20;
  const figureHeight = figure.height(inner, table);
  const height = padding + titleHeight + figureHeight + 12 + notes.length * lineHeight + padding;
  const svg = sheet(options, width, height);
  svg.setAttribute('role', 'img');
  const label = document.createElementNS(svg.namespaceURI, 'title');
  label.textContent = `${figure.title(table)}. ${figure.describe(table)}`;
  const background = document.createElementNS(svg.namespaceURI, 'rect');
  background.setAttribute('width', '100%');
  background.setAttribute('height', '100%');
  background.setAttribute('fill', theme.background);
  svg.append(label, background);
  title.forEach((line, n) => {
    const y = padding + 14 + n * 20;
    const text = textLine(options, { x: padding, y, size: 16, fill: theme.ink, weight: 600 });
    text.textContent = line;
    svg.append(text);
  });
  const drawing = figure.draw(table, { ...options, width: inner });
  drawing.setAttribute('x', String(padding));
  drawing.setAttribute('y', String(padding + titleHeight));
  svg.append(drawing);
  if (svg.querySelector('a')) svg.setAttribute('role', 'group');
  notes.forEach((line, n) => {
    const y = padding + titleHeight + figureHeight + 12 + (n + 1) * lineHeight;
    const text = textLine(options, { x: padding, y, size: 12, fill: theme.muted });
    setSymbols(options, text, line);
    svg.append(text);
  });
  return svg;
}

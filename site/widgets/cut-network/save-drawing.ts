import { saveFile } from '../save-file.ts';

/** What the page's style sheets say of a drawing, which a file must say itself. */
const looks = [
  ...['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin'],
  ...['font-family', 'font-size', 'font-style', 'font-weight', 'text-anchor'],
];
const caption = 34;

/**
 * Saves a drawing of the page as an SVG that stands alone, in the reader's theme: its looks as attributes, what can be taken
 * hold of as plain marks, a background, and a line of text below it.
 */
export function saveDrawing(name: string, drawing: SVGSVGElement, text: string): void {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [shown, copied] = [drawing, copy].map((svg) => [...svg.querySelectorAll<SVGElement>('*')]) as [
    SVGElement[],
    SVGElement[],
  ];
  for (const [n, element] of copied.entries()) {
    const style = getComputedStyle(shown[n]!);
    for (const look of looks) element.setAttribute(look, style.getPropertyValue(look));
    for (const attribute of [...element.attributes]) {
      if (/^(class|tabindex|role|aria-)/.test(attribute.name)) element.removeAttribute(attribute.name);
    }
  }
  // Where a finger reaches for a point is nothing to be seen.
  for (const reach of drawing.querySelectorAll('.reach')) copied[shown.indexOf(reach as SVGElement)]!.remove();
  const { width, height } = drawing.viewBox.baseVal;
  const page = getComputedStyle(document.documentElement);
  const made = (kind: 'rect' | 'text', attributes: Readonly<Record<string, string | number>>) => {
    const element = document.createElementNS(copy.namespaceURI, kind);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    return element;
  };
  const background = made('rect', { y: -8, width, height: height + caption + 8 });
  background.setAttribute('fill', page.getPropertyValue('--figure-background').trim());
  const line = made('text', { x: 4, y: height + 16, 'font-size': 13, 'font-family': 'system-ui, sans-serif' });
  line.setAttribute('fill', page.getPropertyValue('--figure-ink').trim());
  line.textContent = text;
  copy.prepend(background);
  copy.append(line);
  for (const { name: attribute } of [...copy.attributes]) copy.removeAttribute(attribute);
  copy.setAttribute('role', 'img');
  copy.setAttribute('viewBox', `0 -8 ${width} ${height + caption + 8}`);
  copy.setAttribute('width', String(1.5 * width));
  copy.setAttribute('height', String(1.5 * (height + caption + 8)));
  saveFile(`${name}.svg`, new XMLSerializer().serializeToString(copy));
}

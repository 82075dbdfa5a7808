import { question, resize } from '../elements/resize.ts';
import type { FigureWidgetProps } from '../widgets/figure/FigureWidget.tsx';
import { roveAll } from '../widgets/figure/roving.ts';

/* In a frame: tells the page around how high it is, and brings the figure to life when the reader asks for it. */

/** Heights are no secret: any page may know. */
function tellHeight(): void {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  parent.postMessage(JSON.stringify({ src: location.href, context: resize, height }), '*');
}

if (parent !== window) {
  new ResizeObserver(tellHeight).observe(document.body);
  // Where nobody sees the frame yet, nothing is observed.
  tellHeight();
  addEventListener('message', ({ source, data }) => {
    if (source === parent && data === question) tellHeight();
  });
}

roveAll();

const place = document.getElementById('figure-alive');
const data = document.getElementById('figure-properties')?.textContent;
if (place && data) {
  const properties = JSON.parse(data) as FigureWidgetProps;
  if (properties.controls.length > 0) offer(place, properties);
}

function offer(place: HTMLElement, properties: FigureWidgetProps): void {
  const line = document.createElement('p');
  line.className = 'toolbar';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = properties.canBeLive ? 'Change it, train it here' : 'Change what is shown';
  button.addEventListener('click', () => {
    button.disabled = true;
    void import('../widgets/figure/enliven.tsx').then(
      ({ enliven }) => {
        line.remove();
        enliven(place, properties);
      },
      () => {
        button.disabled = false;
        button.textContent = 'The code of the figure could not be loaded; try again';
      },
    );
  });
  line.append(button);
  place.after(line);
}

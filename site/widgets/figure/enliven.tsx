import { render } from 'preact';
import { FigureWidget, type FigureWidgetProps } from './FigureWidget.tsx';

/** Markup that is in the document already. */
const Kept = ({ markup }: { readonly markup: string }) => <div dangerouslySetInnerHTML={{ __html: markup }} />;

/** Puts a figure's widget in place of its static form, whose picture and table it begins with. */
export function enliven(place: HTMLElement, properties: FigureWidgetProps): void {
  const picture = place.querySelector('.picture')?.innerHTML ?? '';
  const numbers = place.querySelector('details.data')?.outerHTML ?? '';
  place.replaceChildren();
  render(
    <FigureWidget {...properties} anchor={null} framed numbers={<Kept markup={numbers} />}>
      <Kept markup={picture} />
    </FigureWidget>,
    place,
  );
}

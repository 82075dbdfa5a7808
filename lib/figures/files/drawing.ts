import { parseHTML } from 'linkedom';
import type { AnyFigure } from '../figure.ts';
import { standalone, svgText } from '../picture.ts';
import { themes } from '../theme.ts';
import type { View } from './view.ts';

/** A picture as text, with its size in CSS pixels. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Draws a figure as a picture that stands alone. */
export function draw(figure: AnyFigure, table: object, { px, theme }: View): Drawing {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const element = standalone(figure, table, { document, width: px, theme: themes[theme] });
  const size = (name: string) => Number(element.getAttribute(name));
  return { svg: svgText(element), width: size('width'), height: size('height') };
}

/**
 * Makes an element into another one, node by node: what is the same in both stays, so that the browser lays out and paints
 * only what has changed. `wanted` is used up.
 */
export function morph(shown: Element, wanted: Element): void {
  for (const { name, value } of wanted.attributes) {
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  for (const { name } of [...shown.attributes]) if (!wanted.hasAttribute(name)) shown.removeAttribute(name);
  const before = [...shown.childNodes];
  const after = [...wanted.childNodes];
  after.forEach((child, n) => {
    const old = before[n];
    if (!old) shown.append(child);
    else if (old.nodeName !== child.nodeName) old.replaceWith(child);
    else if (child.nodeType === 1) morph(old as Element, child as Element);
    else if (old.nodeValue !== child.nodeValue) old.nodeValue = child.nodeValue;
  });
  for (const old of before.slice(after.length)) old.remove();
}

/**
 * Shows a picture in place of what `container` holds. Pictures with links are put there whole, since readers may stand on
 * one of them, and links are one tab stop together (`rove`).
 */
export function showPicture(container: Element, picture: SVGSVGElement): void {
  const shown = container.firstElementChild;
  const isPlain = (element: Element | null) => element?.getAttribute('role') === 'img';
  if (shown && isPlain(shown) && isPlain(picture)) morph(shown, picture);
  else container.replaceChildren(picture);
}

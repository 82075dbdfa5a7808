import { Hono } from 'hono';
import { placeholderOrigin } from '../../lib/citation/address.ts';
import { tagOf } from '../embedding/tag.ts';
import type { AppEnvironment } from '../environment.ts';
import { answerKept } from '../pages/kept.ts';

/** Puts this host into the addresses that stand in a page's head for others to follow, who take no address without one. */
function withHost(page: Response, origin: string): Response {
  const put = (attribute: string) => ({
    element(element: unknown) {
      const tag = tagOf(element);
      const address = tag.getAttribute(attribute) ?? '';
      if (address.startsWith(placeholderOrigin)) {
        tag.setAttribute(attribute, origin + address.slice(placeholderOrigin.length));
      }
    },
  });
  return new HTMLRewriter()
    .on('head > link[rel=canonical]', put('href'))
    .on('head > meta[property]', put('content'))
    .transform(page);
}

/** The article. It is static but for the name of the host that it is read at. */
export const articlePageRoutes = new Hono<AppEnvironment>();

articlePageRoutes.get('/', (c) =>
  answerKept(
    c,
    () => Promise.resolve(''),
    (page) => withHost(page, new URL(c.req.url).origin),
  ),
);

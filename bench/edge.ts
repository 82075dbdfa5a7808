import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants } from 'node:zlib';

const compressible = /^(text\/|application\/(javascript|json|manifest)|image\/svg)/;
/** What the platform compresses with on the fly. */
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/**
 * What stands between the Worker and a reader in production and not here: an edge that compresses. Passes every GET on to
 * `origin` and compresses what compresses, so that the sizes and times of a page are those that a reader has.
 */
export async function startEdge(origin: string): Promise<{ origin: string; stop(): void }> {
  const kept = new Map<string, { status: number; headers: Record<string, string>; body: Buffer }>();
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    const answer = async () => {
      const known = kept.get(path);
      if (known) return known;
      const from = await fetch(origin + path, { redirect: 'manual' });
      const headers = Object.fromEntries(
        [...from.headers].filter(([name]) => !/^(content-(length|encoding)|connection|transfer-encoding)$/.test(name)),
      );
      const raw = Buffer.from(await from.arrayBuffer());
      const squeezed = compressible.test(headers['content-type'] ?? '');
      if (squeezed) headers['content-encoding'] = 'br';
      const made = { status: from.status, headers, body: squeezed ? brotliCompressSync(raw, options) : raw };
      // An edge keeps static files near the reader.
      if (from.ok) kept.set(path, made);
      return made;
    };
    answer()
      .then(({ status, headers, body }) =>
        response.writeHead(status, { ...headers, 'content-length': body.length }).end(body),
      )
      .catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

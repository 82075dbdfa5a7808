import scalar from '@scalar/fastify-api-reference';

interface Route {
  readonly url: string;
  readonly handler: (request: null, reply: Reply) => void;
}
interface Reply {
  readonly header: () => Reply;
  readonly send: (text: string) => void;
}

/**
 * Scalar's reference page as one script, which brings its styles with it. Of the packages that hold the bundle, the one for
 * Fastify has it in a tenth of the others' size, and gives it to whatever a server's routes are told to: here to nobody but us.
 * @throws Error if the package has no such route any more.
 */
export async function scalarScript(): Promise<string> {
  let script: string | undefined;
  const reply: Reply = {
    header: () => reply,
    send: (text) => {
      script = text;
    },
  };
  const route = ({ url, handler }: Route) => {
    if (url.endsWith('/js/scalar.js')) handler(null, reply);
  };
  const register = scalar as unknown as (server: object, options: object, done: () => void) => void;
  await new Promise<void>((done) => {
    register({ route, initialConfig: {} }, { configuration: { url: '/api/v1/openapi.json' } }, done);
  });
  if (script === undefined) throw new Error('@scalar/fastify-api-reference serves no /js/scalar.js.');
  return script;
}

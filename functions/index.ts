import { app } from './app.ts';

export type { AppType } from './app.ts';

/** The Worker. The runtime asks for a default export. */
export default { fetch: app.fetch } satisfies ExportedHandler<Env>;

/** What Hono hands to every handler: the Worker's bindings and what middleware sets. */
export interface AppEnvironment {
  Bindings: Env;
  Variables: { requestId: string };
}

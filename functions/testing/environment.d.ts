/** What the tests' Worker has besides its own bindings; see vitest.config.ts. */
declare namespace Cloudflare {
  interface Env {
    TEST_MIGRATIONS: { name: string; queries: string[] }[];
    /** How many random states hostile.test.ts tries. */
    HOSTILE_STATES: string;
    /** How many random requests fuzz.test.ts makes. */
    FUZZ_REQUESTS: string;
  }
}

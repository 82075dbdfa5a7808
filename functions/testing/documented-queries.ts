import guide from '../../docs/api.md?raw';

/** The addresses that docs/api.md asks, as it prints them after `GET`. */
export const documentedAddresses: readonly string[] = [...guide.matchAll(/^GET (\/\S+)$/gm)].map(
  ([, address]) => address!,
);

/** Those that are lists of runs: filtered, sorted, paged. */
export const documentedQueries: readonly string[] = documentedAddresses.filter(
  (address) =>
    /^\/api\/v1\/(releases\/[^/]+\/)?(runs|trajectories)(\.\w+)?(\?|$)/.test(address) && !address.includes('sample='),
);

interface Named {
  readonly name: string;
  readonly in: string;
}
type Operation = Record<string, unknown> & { readonly parameters?: readonly object[] };
/** As much of a document as is needed here. */
export interface ApiDocument {
  readonly paths?: object | undefined;
  readonly components?: object | undefined;
}

const operationsOf = (item: unknown): [string, Operation][] => Object.entries(item as Record<string, Operation>);

/**
 * The document with each parameter that several operations share said once, under `components` (OpenAPI 3.1, 4.8.7): lists of
 * runs have hundreds of them.
 */
export function shareParameters(document: ApiDocument): ApiDocument {
  const uses = new Map<string, number>();
  for (const item of Object.values(document.paths ?? {}))
    for (const [, { parameters = [] }] of operationsOf(item))
      for (const parameter of parameters) {
        const text = JSON.stringify(parameter);
        uses.set(text, (uses.get(text) ?? 0) + 1);
      }
  const shared: Record<string, object> = {};
  const keys = new Map<string, string>();
  for (const [text, count] of uses) {
    if (count < 2) continue;
    const parameter = JSON.parse(text) as Named;
    const plain = parameter.in === 'query' ? parameter.name : `${parameter.in}-${parameter.name}`;
    let key = plain;
    for (let n = 2; key in shared; n++) key = `${plain}-${n}`;
    shared[key] = parameter;
    keys.set(text, key);
  }
  const referred = (parameter: object) => {
    const key = keys.get(JSON.stringify(parameter));
    return key === undefined ? parameter : { $ref: `#/components/parameters/${key}` };
  };
  const paths = Object.entries(document.paths ?? {}).map(([path, item]) => [
    path,
    Object.fromEntries(
      operationsOf(item).map(([method, operation]) => [
        method,
        operation.parameters ? { ...operation, parameters: operation.parameters.map(referred) } : operation,
      ]),
    ),
  ]);
  return {
    ...document,
    paths: Object.fromEntries(paths) as Record<string, unknown>,
    components: { ...document.components, parameters: shared },
  };
}

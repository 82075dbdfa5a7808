import { builtAddress, type FileName } from '../../lib/figures/files/address.ts';
import { viewDefaults, type Request } from '../../lib/figures/files/view.ts';
import { definitionOf } from '../../lib/figures/index.ts';
import { stateQuery } from '../../lib/figures/state.ts';

/**
 * The file that the build left for a request: default states, which most requests are for, are drawn once and not here. Null
 * for any other state, and for a release that the build did not draw.
 */
export async function builtFile(
  assets: Fetcher,
  file: FileName,
  { state, view }: Request,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null> {
  const definition = definitionOf(file.figure);
  const isDefault = stateQuery(definition, state) === stateQuery(definition, definition.state.parse({}));
  if (!isDefault || view.px !== viewDefaults.px || view.scale !== viewDefaults.scale) return null;
  const response = await assets.fetch(new URL(builtAddress(file, view.theme), 'https://assets.local'));
  if (response.ok) return response.body;
  await response.body?.cancel();
  return null;
}

import { z } from 'zod';
import { columnSchema } from './column.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** `manifest.json` of a release. */
export const releaseManifestSchema = z.strictObject({
  release: z
    .string()
    .regex(/^[0-9a-f]{12}$/)
    .meta({ description: 'Id of the release: hash of the names and hashes of its data files.' }),
  schema: z.int().meta({ description: "Version of the releases' form: which tables there are, with which columns." }),
  date: z.iso.date().meta({ description: 'Day on which the release was made.' }),
  title: z.string(),
  licence: z.string().meta({ description: 'SPDX identifier of the licence of the data.' }),
  citation: z.string().meta({ description: 'How to cite the release.' }),
  runs: z.int().meta({ description: 'Number of runs.' }),
  sweeps: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      runs: z.int(),
      file: z.string().meta({ description: 'Name of the sweep file, in content/sweeps.' }),
      sha256: sha256.meta({ description: 'Hash of the sweep file that the runs were planned by.' }),
    }),
  ),
  engines: z.array(z.strictObject({ id: z.string(), version: z.string(), runs: z.int() })),
  initialisation: z.array(z.string()),
  files: z.array(
    z.strictObject({
      name: z.string(),
      table: z.string().meta({ description: 'The table that the file holds: runs, or one of tables.' }),
      mediaType: z.string(),
      bytes: z.int(),
      rows: z.int(),
      sha256,
    }),
  ),
  dictionary: z.array(columnSchema).meta({ description: 'The columns of the table of runs.' }),
  tables: z
    .array(
      z.strictObject({
        name: z.string(),
        description: z.string(),
        key: z.array(z.string()).meta({ description: 'The columns that tell its rows apart.' }),
        columns: z.array(columnSchema),
      }),
    )
    .meta({ description: 'The tables that have many rows for a run.' }),
});
export type ReleaseManifest = z.output<typeof releaseManifestSchema>;

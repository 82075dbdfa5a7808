import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/** The article, one section a file, in the order of the file names. */
const article = defineCollection({
  loader: glob({ base: './content/article', pattern: '*.mdx' }),
  schema: z.strictObject({
    title: z.string(),
    /** Anchor of the section; never renamed once published. */
    anchor: z.string().regex(/^[a-z][a-z-]*$/),
    /** Anchors that the section has had before, which still lead to it. */
    formerly: z.array(z.string()).default([]),
  }),
});

/** What each figure says in words. */
const figures = defineCollection({
  loader: glob({ base: './content/figures', pattern: '*.yaml' }),
  schema: z.strictObject({
    /** The takeaway, in one line. */
    title: z.string(),
    /** Can be read alone. */
    caption: z.string(),
    licence: z.literal('CC-BY-4.0'),
  }),
});

export const collections = { article, figures };

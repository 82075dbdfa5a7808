/** What a figure can be had as. */
export const formats = ['svg', 'png', 'csv', 'json', 'ipynb'] as const;
export type Format = (typeof formats)[number];

export const mediaTypes: Record<Format, string> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json',
  ipynb: 'application/x-ipynb+json',
};

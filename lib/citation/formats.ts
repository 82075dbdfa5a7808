/** What a citation can be had as: BibTeX, RIS, CSL-JSON, and a text in the style of the APA. */
export const citationFormats = ['bib', 'ris', 'json', 'txt'] as const;
export type CitationFormat = (typeof citationFormats)[number];

export const citationNames: Record<CitationFormat, string> = {
  bib: 'BibTeX',
  ris: 'RIS',
  json: 'CSL-JSON',
  txt: 'APA',
};

/** Registered types where there are any; of BibTeX and RIS those that reference managers ask for. */
export const citationTypes: Record<CitationFormat, string> = {
  bib: 'application/x-bibtex',
  ris: 'application/x-research-info-systems',
  json: 'application/vnd.citationstyles.csl+json',
  txt: 'text/plain',
};

import { themeDeclarations } from '../../lib/figures/theme.ts';

const light = themeDeclarations('light');
const dark = themeDeclarations('dark');

/** The figures' colours as style rules: the system's theme, or the one that `data-theme` names; paper is white. */
export const themeRules = `:root{${light}}
@media (prefers-color-scheme: dark){:root:not([data-theme='light']){${dark}}}
:root[data-theme='dark']{${dark}}
@media print{:root:root{${light}}}`;

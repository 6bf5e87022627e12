// The sections by the names they are asked for.

import { bombs } from './bombs.ts';
import { formats } from './formats.ts';
import { history } from './history.ts';
import { office } from './office.ts';
import { pages } from './pages.ts';
import type { Section } from './section.ts';
import { whatIfSection } from './what-if.ts';

export const SECTIONS: Readonly<Record<string, Section>> = {
  formats,
  office,
  history,
  bombs,
  pages,
  'what-if': whatIfSection,
};

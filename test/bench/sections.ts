// The sections by the names they are asked for.

import { big } from './big.ts';
import { bombs } from './bombs.ts';
import { formats } from './formats.ts';
import { history } from './history.ts';
import { office } from './office.ts';
import { pages } from './pages.ts';
import { scale } from './scale.ts';
import type { Section } from './section.ts';
import { slowDisk } from './slow-disk.ts';
import { whatIfSection } from './what-if.ts';

export const SECTIONS: Readonly<Record<string, Section>> = {
  formats,
  office,
  history,
  bombs,
  big,
  pages,
  scale,
  'slow-disk': slowDisk,
  'what-if': whatIfSection,
};

// Line ends before anything is read: the wire allows CRLF only; a mail kept in a file may have bare LF throughout.

import type { Report } from './faults.ts';
import { WireFilter } from './wire.ts';

const CR = 0x0d;

/** Reports what readers would cut into lines differently. */
export function reportLineEnds(octets: Uint8Array, report: Report): void {
  const filter = new WireFilter();
  filter.feed(octets);
  const fault = filter.finish();
  if (fault === null) return;
  if (fault === 'bare-lf' && !octets.includes(CR)) {
    if (octets.includes(0)) report('nul', 'a NUL octet');
    return;
  }
  report(fault, fault === 'nul' ? 'a NUL octet' : 'line ends of two kinds');
}

// The body of an Outlook item, in whichever of its three forms it is kept: plain, HTML, packed RTF. Shared by msg.ts
// and tnef.ts.

import { type Findings, openSection } from './findings.ts';
import { decodeDeclared, readHtml } from './html.ts';
import type { Budget } from './inspected.ts';
import type { MapiValues } from './mapi-properties.ts';
import { unpackRtf } from './packed-rtf.ts';
import { readRtf } from './rtf.ts';
import { decodeText } from './text-decoding.ts';

/** PidTagBody, PidTagHtml, PidTagRtfCompressed ([MS-OXPROPS]). */
const PLAIN = 0x1000;
const HTML = 0x1013;
const RTF = 0x1009;

export function readMapiBody(values: MapiValues, budget: Budget, found: Findings): void {
  const plain = values.text(PLAIN);
  const html = values.binary(HTML);
  const rtf = values.binary(RTF);
  if (plain !== '') openSection(found, budget, '').write(`${plain}\n`);
  if (html !== null && html.length > 0)
    readHtml(decodeDeclared(html) ?? decodeText(html) ?? new TextDecoder().decode(html), budget, found);
  else if (plain === '' && rtf !== null && rtf.length > 0) readRtf(unpackRtf(rtf, budget), budget, found);
}

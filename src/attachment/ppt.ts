// PowerPoint 97–2003 ([MS-PPT]): every text atom of the document stream, with notes, masters and earlier versions of
// slides that fast saving left behind, and the objects embedded in it.

import { inflateSync } from 'node:zlib';
import { spendUnfolding } from './budget.ts';
import { addInner, type Findings, openSection } from './findings.ts';
import type { Budget } from './inspected.ts';
import { viewOf } from './octets.ts';
import type { ReadStreams } from './streams.ts';
import { Unreadable } from './unreadable.ts';

const CONTAINER = 0x0f;
const TEXT_CHARS = 0x0fa0;
const TEXT_BYTES = 0x0fa8;
const C_STRING = 0x0fba;
const OLE_OBJECT = 0x1011;

const DECODE: Readonly<Record<number, string>> = {
  [TEXT_CHARS]: 'utf-16le',
  [TEXT_BYTES]: 'windows-1252',
  [C_STRING]: 'utf-16le',
};

/** ExOleObjStg (§2.10.34): compressed when its instance is 1, with the size in front. */
function addObject(content: Uint8Array, isCompressed: boolean, budget: Budget, found: Findings): void {
  if (!isCompressed) {
    addInner(found, 'object', content);
    return;
  }
  if (content.length < 4) throw new Unreadable('damaged-file', 'an object of the presentation is damaged');
  const size = viewOf(content).getUint32(0, true);
  spendUnfolding(budget, content.length, size);
  try {
    addInner(found, 'object', inflateSync(content.subarray(4), { maxOutputLength: size + 1 }));
  } catch (cause) {
    throw new Unreadable('damaged-file', 'an object of the presentation cannot be unpacked', { cause });
  }
}

export const readPpt: ReadStreams = (streams, { budget }, found) => {
  const stream = streams.octets('PowerPoint Document');
  const view = viewOf(stream);
  const writer = openSection(found, budget, '');
  for (let at = 0; at + 8 <= stream.length; ) {
    const start = view.getUint16(at, true);
    const kind = view.getUint16(at + 2, true);
    const size = view.getUint32(at + 4, true);
    const isContainer = (start & 0x0f) === CONTAINER;
    const content = stream.subarray(at + 8, at + 8 + size);
    const charset = DECODE[kind];
    if (charset !== undefined && !isContainer)
      writer.write(`${new TextDecoder(charset).decode(content).replace(/[\r\v]/g, '\n')}\n`);
    if (kind === OLE_OBJECT) addObject(content, start >> 4 === 1, budget, found);
    at += isContainer && kind !== OLE_OBJECT ? 8 : 8 + size;
  }
};

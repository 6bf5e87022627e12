// Passwords of doc, xls and ppt ([MS-DOC] §2.5.1, [MS-XLS] §2.4.117, [MS-PPT] §2.3.2). Protection against editing is
// none: everyone can read such a file.

import { viewOf } from '../octets.ts';

const DOC_ENCRYPTED = 0x0100;
const DOC_OBFUSCATED = 0x8000;

/** FibBase flags of the WordDocument stream. */
export function docLock(wordDocument: Uint8Array): string | null {
  if (wordDocument.length < 12) return null;
  const flags = viewOf(wordDocument).getUint16(10, true);
  if ((flags & DOC_ENCRYPTED) === 0) return null;
  return (flags & DOC_OBFUSCATED) !== 0 ? 'office97-xor' : 'office97-rc4';
}

const FILEPASS = 0x2f;
const EOF = 0x0a;

/** Record FILEPASS among the first records of the workbook's globals. */
export function xlsLock(workbook: Uint8Array): string | null {
  const view = viewOf(workbook);
  for (let at = 0; at + 4 <= workbook.length; at += 4 + view.getUint16(at + 2, true)) {
    const record = view.getUint16(at, true);
    if (record === EOF) return null;
    if (record !== FILEPASS) continue;
    const isRc4 = at + 6 <= workbook.length && view.getUint16(at + 4, true) === 1;
    return isRc4 ? 'office97-rc4' : 'office97-xor';
  }
  return null;
}

const ENCRYPTED_TOKEN = 0xf3d1c4df;

/** headerToken of the CurrentUserAtom says whether the presentation is encrypted. */
export function pptLock(currentUser: Uint8Array): string | null {
  if (currentUser.length < 16) return null;
  return viewOf(currentUser).getUint32(12, true) === ENCRYPTED_TOKEN ? 'office97-rc4' : null;
}

// Names of zip entries: UTF-8 where flagged or where Info-ZIP says so, otherwise whatever the packer's machine
// spoke, in Japan cp932. Separators are looked for only after decoding (a cp932 kanji may hold the octet of `\`).

import { viewOf } from './octets.ts';
import { decodeStrictly, decodeText } from './text-decoding.ts';

export type EntryName = { readonly name: string; readonly otherNames: readonly string[] };

const UNICODE_PATH = 0x7075;

/** The value of one extra field (APPNOTE 4.5), or null. */
export function extraField(extra: Uint8Array, id: number): Uint8Array | null {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; ) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === id) return extra.subarray(at + 4, at + 4 + size);
    at += 4 + size;
  }
  return null;
}

const asPath = (name: string): string => name.replaceAll('\\', '/');

/** `raw` decoded, and the other names that readers may show for the same entry. */
export function decodeEntryName(raw: Uint8Array, isUtf8: boolean, extra: Uint8Array): EntryName {
  const plain =
    (isUtf8 ? decodeStrictly(raw, 'utf-8') : null) ??
    decodeText(raw) ??
    new TextDecoder('windows-1252').decode(raw);
  const unicode = extraField(extra, UNICODE_PATH);
  const better = unicode === null ? null : decodeStrictly(unicode.subarray(5), 'utf-8');
  if (better === null || better === '' || better === plain) return { name: asPath(plain), otherNames: [] };
  return { name: asPath(better), otherNames: [asPath(plain)] };
}

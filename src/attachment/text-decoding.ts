// Octets of unknown charset → text. Japanese first: cp932, EUC-JP, ISO-2022-JP, UTF-8, UTF-16 with and without a
// byte order mark. encoding-japanese guesses on the first 64 KB, the built-in TextDecoder decodes strictly.

import Encoding from 'encoding-japanese';
import { latin1 } from './octets.ts';

const SAMPLE_OCTETS = 64 * 1024;

/** NUL and the control characters no text uses (tab, line ends, form feed, escape and Ctrl-Z are in use). */
const BINARY = /[\0-\x08\x0e-\x19\x1c-\x1f]/;
/** Escape sequences of ISO-2022-JP (RFC 1468) and its JIS X 0201 relatives. */
const ISO_2022_JP = /\x1b(?:\$[@B]|\$\([D]|\([JI])/;

const DETECTED: Readonly<Record<string, string>> = { SJIS: 'shift_jis', EUCJP: 'euc-jp', JIS: 'iso-2022-jp' };

/** The marks of UTF-32 begin or end like those of UTF-16 and come first. */
const BYTE_ORDER_MARKS: readonly (readonly [mark: string, charset: string])[] = [
  ['\xff\xfe\0\0', 'utf-32le'],
  ['\0\0\xfe\xff', 'utf-32be'],
  ['\xef\xbb\xbf', 'utf-8'],
  ['\xff\xfe', 'utf-16le'],
  ['\xfe\xff', 'utf-16be'],
];

/** Strict decoding; null when the octets are not valid in that charset. `ignoreBOM`: a byte order mark is text. */
export function decodeStrictly(octets: Uint8Array, charset: string, ignoreBOM = false): string | null {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM }).decode(octets);
  } catch {
    return null;
  }
}

/** TextDecoder knows no UTF-32. Null when an octet is left over or a number is no character. */
function decodeUtf32(octets: Uint8Array, isLittle: boolean): string | null {
  if (octets.length % 4 !== 0) return null;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  const characters: string[] = [];
  for (let at = 4; at < octets.length; at += 4) {
    const point = view.getUint32(at, isLittle);
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return null;
    characters.push(String.fromCodePoint(point));
  }
  return characters.join('');
}

/** UTF-16 without a mark: Latin letters, digits and line ends leave NULs at every second octet. */
function utf16WithoutMark(octets: Uint8Array): string | null {
  if (octets.length < 4 || octets.length % 2 !== 0) return null;
  const sample = octets.subarray(0, SAMPLE_OCTETS);
  const nuls = [0, 0];
  for (let i = 0; i < sample.length; i += 1) if (sample[i] === 0) nuls[i % 2] = (nuls[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (even === odd) return null;
  const text = decodeStrictly(octets, even > odd ? 'utf-16be' : 'utf-16le');
  return text !== null && !BINARY.test(text) ? text : null;
}

/** Charsets to try in order, the likeliest first; all of them fail on what they do not know. */
function candidates(octets: Uint8Array): string[] {
  const guess = Encoding.detect(octets.subarray(0, SAMPLE_OCTETS), ['SJIS', 'EUCJP', 'JIS']);
  const first = guess === false ? undefined : DETECTED[guess];
  return [...new Set([...(first === undefined ? [] : [first]), 'shift_jis', 'euc-jp'])];
}

/** Western accents misread as cp932 are single half-width katakana within Latin words; real ones come in runs. */
function isMisreadLatin(text: string): boolean {
  const accents = text.match(/[A-Za-z][\uff61-\uff9f](?=[A-Za-z ])/g)?.length ?? 0;
  const runs = text.match(/[\uff61-\uff9f]{2,}/g)?.length ?? 0;
  return accents > runs && !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text);
}

/** Windows-1252 text has far more ASCII than accents and none of the five octets it leaves undefined. */
function decodeWestern(octets: Uint8Array): string | null {
  let high = 0;
  for (const octet of octets) if (octet > 0x7f) high += 1;
  if (high * 4 > octets.length) return null;
  const text = decodeStrictly(octets, 'windows-1252');
  return text === null || /[\x80-\x9f]/.test(text) ? null : text;
}

/** The text, or null when the octets are no text in any charset that Japanese and Western mail uses. */
export function decodeText(octets: Uint8Array): string | null {
  const raw = latin1(octets, 0, SAMPLE_OCTETS);
  const mark = BYTE_ORDER_MARKS.find(([bytes]) => raw.startsWith(bytes));
  const charset = mark?.[1];
  if (charset === 'utf-32le' || charset === 'utf-32be') return decodeUtf32(octets, charset === 'utf-32le');
  if (charset !== undefined) return decodeStrictly(octets, charset);
  if (raw.includes('\0')) return utf16WithoutMark(octets);
  if (BINARY.test(raw)) return null;
  if (ISO_2022_JP.test(raw)) {
    const text = decodeStrictly(octets, 'iso-2022-jp');
    if (text !== null) return text;
  }
  const utf8 = decodeStrictly(octets, 'utf-8');
  if (utf8 !== null) return utf8.includes('\0') ? null : utf8;
  for (const charset of candidates(octets)) {
    const text = decodeStrictly(octets, charset);
    if (text !== null && !isMisreadLatin(text)) return text;
  }
  return decodeWestern(octets);
}

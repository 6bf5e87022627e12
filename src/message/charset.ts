// Octets and the charset they claim to be in → text. Only charsets that every reader knows, and only octets that are
// valid in them: where readers would guess, the answer is null and the mail is held.

import { decodeDeclared } from '../attachment/html.ts';
import { latin1 } from '../attachment/octets.ts';
import { decodeText } from '../attachment/text-decoding.ts';

export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unknown-charset' }
  | { readonly kind: 'bad-charset' };

/** Names in use that the Encoding Standard does not list. */
const ALIASES: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  'shift_jis-ms': 'shift_jis',
  'windows-932': 'shift_jis',
  ms_kanji: 'shift_jis',
  'x-ms-cp932': 'shift_jis',
  eucjp: 'euc-jp',
  'eucjp-ms': 'euc-jp',
  'euc-jp-ms': 'euc-jp',
  cp51932: 'euc-jp',
  jis: 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-2004': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  cp50222: 'iso-2022-jp',
  cp936: 'gbk',
  cp949: 'euc-kr',
  ks_c_5601: 'euc-kr',
  cp950: 'big5',
  'utf-8n': 'utf-8',
  utf8mb4: 'utf-8',
};

/** No charset, or one that says nothing about octets above 127. */
const UNSAID = /^(?:|us-?ascii|ascii|ansi_x3\.4-19(?:68|86)|iso646-us|cp367|unknown-8bit|x-unknown|default)$/;
const KNOWN =
  /^(?:utf-8|utf-16(?:le|be)?|iso-8859-(?:\d+|8-i)|windows-(?:125\d|874)|koi8-[ru]|macintosh|shift_jis|euc-jp|iso-2022-jp|gbk|gb18030|big5|euc-kr)$/;
/** Western charsets in which every octet is a letter: nothing is ever invalid in them. */
const ANYTHING_GOES = /^(?:iso-8859|windows|koi8|macintosh)/;

const ISO_2022_JP = /\x1b(?:\$[@B]|\([JI])/;

export function isSevenBit(octets: Uint8Array): boolean {
  for (let i = 0; i < octets.length; i += 1) if ((octets[i] ?? 0) > 0x7f) return false;
  return true;
}

const hasEscape = (octets: Uint8Array): boolean => octets.includes(0x1b);

/** An escape sequence right behind another one is an error to decoders and nothing to readers. */
function withoutIdleEscapes(octets: Uint8Array): Uint8Array {
  return Buffer.from(latin1(octets).replace(/\x1b[$(][@-J](?=\x1b[$(])/g, ''), 'latin1');
}

function decodeJis(octets: Uint8Array): Decoded {
  const decoded = decodeAs(octets, 'iso-2022-jp');
  return decoded.kind === 'text' ? decoded : decodeAs(withoutIdleEscapes(octets), 'iso-2022-jp');
}

function decodeAs(octets: Uint8Array, encoding: string): Decoded {
  try {
    return { kind: 'text', text: new TextDecoder(encoding, { fatal: true }).decode(octets) };
  } catch {
    return { kind: 'bad-charset' };
  }
}

/** So few single octets above 127 in ASCII can be a Western letter or quotation mark, and hide nothing as another. */
const STRAY_SHARE = 0.02;
const FEW_STRAYS = 2;

function hasOnlyStrays(octets: Uint8Array): boolean {
  let strays = 0;
  let previous = -2;
  for (let at = 0; at < octets.length; at += 1) {
    if ((octets[at] ?? 0) <= 0x7f) continue;
    if (at === previous + 1) return false;
    previous = at;
    strays += 1;
  }
  return strays <= Math.max(FEW_STRAYS, octets.length * STRAY_SHARE);
}

/**
 * Nobody says what it is: ASCII with a stray Western sign at most, or ISO-2022-JP as before MIME, or UTF-8. Everything
 * else readers guess differently.
 */
function decodeUnsaid(octets: Uint8Array): Decoded {
  const utf8 = decodeAs(octets, 'utf-8');
  const decoded = utf8.kind !== 'text' && hasOnlyStrays(octets) ? decodeAs(octets, 'windows-1252') : utf8;
  if (decoded.kind !== 'text' || !ISO_2022_JP.test(decoded.text)) return decoded;
  return decodeJis(octets);
}

/** UTF-16 by its byte order mark; without one big-endian (RFC 2781 §4.3), which many readers do not know. */
function decodeUtf16(octets: Uint8Array): Decoded {
  const isLittle = octets[0] === 0xff && octets[1] === 0xfe;
  const isBig = octets[0] === 0xfe && octets[1] === 0xff;
  return isLittle || isBig ? decodeAs(octets, isLittle ? 'utf-16le' : 'utf-16be') : { kind: 'bad-charset' };
}

/** The name by which this charset is decoded, `''` when it is left unsaid, null when it is not one we read. */
export function canonicalCharset(label: string): string | null {
  const name = label
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '');
  if (UNSAID.test(name)) return '';
  try {
    const { encoding } = new TextDecoder(ALIASES[name] ?? name);
    return KNOWN.test(encoding) ? (/^utf-16$/.test(name) ? 'utf-16' : encoding) : null;
  } catch {
    return null;
  }
}

/** Decodes strictly. */
export function decodeCharset(octets: Uint8Array, label: string): Decoded {
  const charset = canonicalCharset(label);
  if (charset === null) return { kind: 'unknown-charset' };
  if (charset === '') return decodeUnsaid(octets);
  if (charset === 'iso-2022-jp') return decodeJis(octets);
  return charset === 'utf-16' ? decodeUtf16(octets) : decodeAs(octets, charset);
}

/**
 * What a reader that guesses would show instead, for looking for words only: ISO-2022-JP under another name, and
 * Japanese octets under a Western name. Null when there is nothing to guess.
 */
export function guessedText(octets: Uint8Array, label: string): string | null {
  const charset = canonicalCharset(label);
  if (charset === null || charset === 'iso-2022-jp') return null;
  if (hasEscape(octets)) {
    const decoded = decodeJis(octets);
    if (decoded.kind === 'text') return decoded.text;
  }
  return ANYTHING_GOES.test(charset) && !isSevenBit(octets) ? decodeText(octets) : null;
}

/** Raw octets of a header field (as Latin-1 characters) → text: UTF-8 (RFC 6532), ISO-2022-JP, or what mailers sent before. */
export function decodeRawHeader(latin1: string): string | null {
  if (!/[\x80-\xff\x1b]/.test(latin1)) return latin1;
  return decodeText(Buffer.from(latin1, 'latin1'));
}

/** HTML that says its charset only in a meta element, as browsers take it. */
export function decodeDeclaredHtml(octets: Uint8Array): Decoded {
  const text = decodeDeclared(octets);
  return text === null ? { kind: 'bad-charset' } : { kind: 'text', text };
}

// The raw header block of a mail, as far as the relay needs it before anybody parses: what it says about reading
// inline, how often the mail passed a relay, whether it bears a mark. Not a parser; see message/ for that.

const END = Buffer.from('\r\n\r\n');
const MAX_OCTETS = 256 * 1024;

/** The header block with its last CRLF, at most 256 KiB; all octets when there is no empty line. */
export function headerBlockOf(octets: Uint8Array): Uint8Array {
  const isEmpty = octets[0] === END[0] && octets[1] === END[1];
  if (isEmpty) return octets.subarray(0, 0);
  const end = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).indexOf(END);
  return octets.subarray(0, Math.min(MAX_OCTETS, end < 0 ? octets.length : end + 2));
}

/** The header fields, unfolded, octets as Latin-1; a line that is no field belongs to none and is left out. */
export function fieldsOf(octets: Uint8Array): readonly (readonly [name: string, value: string])[] {
  const text = Buffer.from(headerBlockOf(octets)).toString('latin1');
  return text
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n')
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon).trimEnd().toLowerCase(), line.slice(colon + 1).trim()]];
    });
}

const PLAIN: ReadonlyMap<string, RegExp> = new Map([
  ['content-type', /^text\/plain(?:;|$)/i],
  ['content-transfer-encoding', /^(?:7bit|8bit)$/i],
  ['content-disposition', /^inline$/i],
]);
const INLINE_MAX_OCTETS = 64 * 1024;
/** Attachments of the time before MIME: their reading is no light work. */
const OLD_ATTACHMENT = /^(?:begin |=ybegin |\(This file must be converted with BinHex)/m;

/** Whether reading is so light that it may be done on the main thread: one small part of plain, unencoded text. */
export function isPlainText(octets: Uint8Array): boolean {
  if (octets.length > INLINE_MAX_OCTETS) return false;
  if (!fieldsOf(octets).every(([name, value]) => PLAIN.get(name)?.test(value) ?? true)) return false;
  return !OLD_ATTACHMENT.test(Buffer.from(octets).toString('latin1'));
}

// What a file is, by the octets at its head and at its tail; never by its name. Text formats are told apart in
// text-kind.ts, what a zip holds in zip-kind.ts, what an OLE2 file holds in ole2.ts.

import { indexOf, latin1, startsWith, viewOf } from './octets.ts';

type Magic = readonly [type: string, at: number, octets: string];

/** The first that fits decides, so the longer and rarer magic words stand first. */
const MAGIC: readonly Magic[] = [
  ['pdf', 0, '%PDF-'],
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, 'PK\x05\x06'],
  ['zip', 0, 'PK\x06\x08'],
  ['zip-split', 0, 'PK\x07\x08'],
  ['ole2', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['rtf', 0, '{\\rt'],
  ['7z', 0, '7z\xbc\xaf\x27\x1c'],
  ['rar', 0, 'Rar!\x1a\x07'],
  ['gzip', 0, '\x1f\x8b\x08'],
  ['bzip2', 0, 'BZh'],
  ['xz', 0, '\xfd7zXZ\0'],
  ['zstd', 0, '\x28\xb5\x2f\xfd'],
  ['compress', 0, '\x1f\x9d'],
  ['cab', 0, 'MSCF\0\0\0\0'],
  ['tnef', 0, '\x78\x9f\x3e\x22'],
  ['age', 0, 'age-encryption.org/'],
  // The body of a rights-managed Outlook mail ([MS-OXORMMS] §2.1.2.1).
  ['rpmsg', 0, '\x76\xe8\x04\x60\xc4\x11\xe3\x86'],
  ['sqlite', 0, 'SQLite format 3\0'],
  ['access', 0, '\0\x01\0\0Standard '],
  ['xdw', 0, '\x60\x0e\x82'],
  ['tar', 257, 'ustar'],
  ['cpio', 0, '070701'],
  ['cpio', 0, '070702'],
  ['cpio', 0, '070707'],
  ['cpio', 0, '\xc7\x71'],
  ['ar', 0, '!<arch>\n'],
  ['elf', 0, '\x7fELF'],
  ['mach-o', 0, '\xfe\xed\xfa\xce'],
  ['mach-o', 0, '\xfe\xed\xfa\xcf'],
  ['mach-o', 0, '\xce\xfa\xed\xfe'],
  ['mach-o', 0, '\xcf\xfa\xed\xfe'],
  ['mach-o', 0, '\xca\xfe\xba\xbe\0\0\0'],
  ['java-class', 0, '\xca\xfe\xba\xbe'],
  ['wasm', 0, '\0asm'],
  ['lnk', 0, 'L\0\0\0\x01\x14\x02\0'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['jpeg', 0, '\xff\xd8\xff'],
  ['gif', 0, 'GIF87a'],
  ['gif', 0, 'GIF89a'],
  ['webp', 8, 'WEBP'],
  ['bmp', 6, '\0\0\0\0'],
  ['tiff', 0, 'II*\0'],
  ['tiff', 0, 'MM\0*'],
  ['ico', 0, '\0\0\x01\0'],
  ['psd', 0, '8BPS'],
  ['emf', 40, ' EMF'],
  ['wmf', 0, '\xd7\xcd\xc6\x9a'],
  ['wav', 8, 'WAVE'],
  ['avi', 8, 'AVI '],
  ['mp3', 0, 'ID3'],
  ['ogg', 0, 'OggS'],
  ['flac', 0, 'fLaC'],
  ['matroska', 0, '\x1aE\xdf\xa3'],
  ['asf', 0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
  ['iso-media', 4, 'ftyp'],
  ['apple-metadata', 0, '\0\x05\x16\x07\0'],
  ['apple-metadata', 0, '\0\0\0\x01Bud1'],
  ['font', 0, 'OTTO'],
  ['font', 0, '\0\x01\0\0\0'],
  ['font', 0, 'wOFF'],
  ['font', 0, 'wOF2'],
];

/** A second word without which a short magic is only a coincidence. */
const CONFIRM: Readonly<Record<string, (octets: Uint8Array) => boolean>> = {
  webp: (octets) => startsWith(octets, 'RIFF'),
  wav: (octets) => startsWith(octets, 'RIFF'),
  avi: (octets) => startsWith(octets, 'RIFF'),
  bmp: (octets) => startsWith(octets, 'BM'),
  emf: (octets) => startsWith(octets, '\x01\0\0\0'),
  bzip2: (octets) => startsWith(octets, '1AY&SY', 4),
  tar: (octets) => octets.length >= 512,
};

/** Formats that carry pictures, sound or a folder's looks and no text of their own. */
export const TEXTLESS: ReadonlySet<string> = new Set(
  'png jpeg gif webp bmp tiff ico psd emf wmf wav avi mp3 ogg flac matroska asf iso-media mpeg apple-metadata font'.split(
    ' ',
  ),
);

export const PROGRAMS: ReadonlySet<string> = new Set(['exe', 'elf', 'mach-o', 'java-class', 'wasm']);

const PDF_HEAD_OCTETS = 1024;

function isLzh(octets: Uint8Array): boolean {
  return octets.length > 21 && /^-l[hz][0-9ds]-$/.test(latin1(octets, 2, 7));
}

/** MPEG audio or video frames without a container. */
function isMpeg(octets: Uint8Array): boolean {
  const [first, second = 0, third = 0, fourth = 0] = octets;
  if (first === 0xff && (second & 0xe6) === 0xe2 && third >> 4 !== 0 && third >> 4 !== 15)
    return octets.length > 1000;
  return first === 0 && second === 0 && third === 1 && (fourth === 0xba || fourth === 0xb3);
}

/** A DOS or Windows program: MZ with a header that has room for one. */
function isExe(octets: Uint8Array): boolean {
  return startsWith(octets, 'MZ') && octets.length >= 64 && latin1(octets, 0, 64).includes('\0');
}

/** A ustar checksum is right also in archives from before the magic word. */
function isOldTar(octets: Uint8Array): boolean {
  if (octets.length < 512 || octets[0] === 0) return false;
  const stored = Number.parseInt(latin1(octets, 148, 156).replace(/[\0 ]/g, ''), 8);
  let sum = 8 * 32;
  for (let i = 0; i < 512; i += 1) if (i < 148 || i >= 156) sum += octets[i] ?? 0;
  return sum === stored;
}

/** LZMA without a container: properties, a dictionary of a usual size, a size that is unknown or below a terabyte. */
function isLzma(octets: Uint8Array): boolean {
  if (octets[0] !== 0x5d || octets.length < 18) return false;
  const view = viewOf(octets);
  const dictionary = view.getUint32(1, true);
  const size = view.getBigUint64(5, true);
  const isPower = (dictionary & (dictionary - 1)) === 0;
  const isUsual = dictionary === 0xffffffff || (dictionary >= 4096 && isPower);
  return isUsual && (size === 0xffffffffffffffffn || size < 2n ** 40n);
}

function typeAtHead(octets: Uint8Array): string | null {
  const hit = MAGIC.find(
    ([type, at, magic]) => startsWith(octets, magic, at) && (CONFIRM[type]?.(octets) ?? true),
  );
  if (hit !== undefined) return hit[0];
  if (isExe(octets)) return 'exe';
  if (isLzh(octets)) return 'lzh';
  if (isOldTar(octets)) return 'tar';
  if (isLzma(octets)) return 'lzma';
  return isMpeg(octets) ? 'mpeg' : null;
}

/** A zip may be read from its end: a whole directory ends exactly where the file ends. */
export function hasZipTail(octets: Uint8Array): boolean {
  const view = viewOf(octets);
  for (let at = octets.length - 22; at >= 0 && at > octets.length - 22 - 0xffff; at -= 1) {
    if (octets[at] !== 0x50 || view.getUint32(at, true) !== 0x06054b50) continue;
    if (at + 22 + view.getUint16(at + 20, true) !== octets.length) continue;
    const directory = at - view.getUint32(at + 12, true);
    if (directory >= 0 && startsWith(octets, 'PK\x01\x02', directory)) return true;
  }
  return false;
}

export type Identified = {
  /** null = no magic known: text, or something unknown. */
  readonly type: string | null;
  /** A second format the same octets may be read as. */
  readonly alsoReadAs: string | null;
};

/** PDF readers look for their header within the first 1,024 octets; zip readers start at the end. */
export function identify(octets: Uint8Array): Identified {
  const head = typeAtHead(octets);
  if (head === 'zip' || head === 'ole2') return { type: head, alsoReadAs: null };
  const pdfAt = indexOf(octets.subarray(0, PDF_HEAD_OCTETS), '%PDF-');
  const isLatePdf = pdfAt > 0 && indexOf(octets, '%%EOF') > 0;
  const zipTail = hasZipTail(octets);
  if (head === 'exe') return { type: head, alsoReadAs: null };
  if (head === null && isLatePdf) return { type: 'pdf', alsoReadAs: zipTail ? 'zip' : null };
  if (head === null && zipTail) return { type: 'zip', alsoReadAs: null };
  return { type: head, alsoReadAs: zipTail ? 'zip' : head !== 'pdf' && isLatePdf ? 'pdf' : null };
}

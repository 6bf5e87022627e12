// Archives with their content stored as it is, and small packed ones that were made with 7-Zip and xz from CSV below.

import { crc32 } from 'node:zlib';

/** What every packed sample holds. */
export const CSV = '氏名,電話\n山田 太郎,090-0000-0000\n';

const decode = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

export const PACKED = {
  xz: decode(
    '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAp5rCP5ZCNLOmbu+ipsQrlsbHnlLAg5aSq6YOOLDA5MC0wMDAwLTAwMDAKAAAAlVsWq6DaMHgAAUIqelFyOR+2830BAAAAAARZWg==',
  ),
  lzma: decode('XQAAgAD//////////wBzLA3uVIlUtFSZMUUA5s29qDnxhV82VMhNLpAn4NkMH8juRV16aksJ5vP///cgwAA='),
  bzip2: decode(
    'QlpoOTFBWSZTWegaEr4AABPYeUAQQAZAIAgDxAgEMGAIA+AgADFAANAyZA1Tam1B6QHpH6p+qOJabWxfCKAQIZcbx787Ly6LySSKpX/F3JFOFCQ6BoSvgA==',
  ),
};

/** `jp/資料/名簿.csv` (one line) and `jp/表示能力.txt`. */
export const SEVEN_ZIP = {
  lzma: decode(
    'N3q8ryccAAR7tH2LoQAAAAAAAAAhAAAAAAAAAMtKanABAB14CuWxseeUsCDlpKrpg44sMDkwLTAwMDAtMDAwMAoAAACBMweuD9As9LyfP0dBBwq+u4ROvmfUm81emroj8kyAC8dVd5DAk+uK49oKHP7GfrjYteBTqOfxLbokML1CO4gZ2xRPsVRzVNA1isguRyjzxsy6RE/IHwsxlgZIbZXPIqGcSABy6WALFQl2H0U0up6cXxUkX9v6lYXeJE8AABcGIgEJfwAHCwEAASMDAQEFXQAQAAAMgK4KAZA6CuAAAA==',
  ),
  ppmd: decode(
    'N3q8ryccAAS6YPhhoQAAAAAAAAAiAAAAAAAAAL3MfIsAd5MdD7J7G4x/SiuvG21hGUNxCw3RegdVNLiBAACBMweuD8/Hr2gP6+qeAQ7oxKpPrV5NZLpb7MV7buSvE8niwbfW+6uEgp96IBs8uZv7qBKx/4XZdDHjX1S6M5qcvSH+kbEhiMXPaJQC95H0Q69rJDSHjAxJo9W1wCnB1p+fS6zC55Gq60FuckTj3NJMUIJkuEmX0opF2kgfU6SjMb8AABcGHAEJgIUABwsBAAEjAwEBBV0AEAAADIC+CgHtLxt6AAA=',
  ),
  locked: decode(
    'N3q8ryccAASAdZq9zQAAAAAAAAAiAAAAAAAAAIMg9JaF6zlIUoq2t8IWFtkd9+ttmNdfYRTCeP6oeWVx6YB3Ww2KVERww9+FD6gGGzktVWUAAIEzB64P0QDUPKCKabDjxAD69FhUvaIbjyrSZme7ndQttxCpNLmqUqU4ucPvXM0jcQNWbEX9Knt+4brpbyhMDuG6+/BEPJWQV6wMd1bG22K2TwIrTVDHRv4AHQBj9VCVOl1xhuJCkMcA1Jf4RG6mORbbCSVaWo4QJeAX/B/2wZD2+uWGDnQnb2xYwwBOn5fwV51TjrmZVa/U/wAAFwYwAQmAnQAHCwEAASMDAQEFXQAQAAAMgM4KAfrd5W0AAA==',
  ),
  lockedNames: decode(
    'N3q8ryccAARhrD6A0AAAAAAAAAA+AAAAAAAAAPq96ZuZcAgx6/Qve4HcB4/w/ycskt+u4evs9zPQeIyNwUiyj9oTJYuStxIIu8nhYi7pYb2TqintJL0mH+CJNMhi49mohaPdMoJRbzdGpHlQZCSvNXeP+cALIYKQKdaWxaPZ8sxkQfCSNFTbZiXA3zRJz6mwR6me92CX1DxAEvDILvFV/GKBX9qbz+WOQWZm8hMxBJFF3zm1sQLxE1t3GyfbR41yuUd6fla98wgXLDK+KMDuhBp+g6SmHXRdv70I7rlDKNrvFPFyRTJxIpBZCBO9e6FfFwYwAQmAoAAHCwEAAiQG8QcBElMPbWsaz0YFLJOF81cS7NKriSMDAQEFXQAQAAABAAyAnYDOCgEe5lTpAAA=',
  ),
};

export type StoredFile = {
  readonly name: Uint8Array;
  readonly content: string | Uint8Array;
  readonly isLocked?: boolean;
};

/** Numbers below 16,384, seven bits to the octet. */
const vint = (value: number): Buffer =>
  value < 0x80 ? Buffer.from([value]) : Buffer.from([(value & 0x7f) | 0x80, value >> 7]);

function rar5Block(...fields: readonly Uint8Array[]): Buffer {
  const header = Buffer.concat(fields);
  const sized = Buffer.concat([vint(header.length), header]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32LE(crc32(sized));
  return Buffer.concat([crc, sized]);
}

const ENCRYPTION_RECORD = Buffer.from([2, 1, 0]);

/** A locked file has the encryption record and its content as it is. */
export function makeRar5(files: readonly StoredFile[]): Uint8Array {
  const blocks = files.flatMap(({ name, content, isLocked = false }) => {
    const octets = typeof content === 'string' ? Buffer.from(content) : content;
    const crc = Buffer.alloc(4);
    crc.writeUInt32LE(crc32(octets));
    const extra = isLocked ? ENCRYPTION_RECORD : Buffer.alloc(0);
    const head = [
      vint(2),
      vint(isLocked ? 3 : 2),
      ...(isLocked ? [vint(extra.length)] : []),
      vint(octets.length),
    ];
    const file = [vint(4), vint(octets.length), vint(0x20), crc, vint(0), vint(1), vint(name.length), name];
    return [rar5Block(...head, ...file, extra), octets];
  });
  const start = Buffer.from('526172211a070100', 'hex');
  return Buffer.concat([
    start,
    rar5Block(vint(1), vint(0), vint(0)),
    ...blocks,
    rar5Block(vint(5), vint(0), vint(0)),
  ]);
}

function rar4Block(kind: number, flags: number, fields: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head[0] = kind;
  head.writeUInt16LE(flags, 1);
  head.writeUInt16LE(7 + fields.length, 3);
  const rest = Buffer.concat([head, fields]);
  const crc = Buffer.alloc(2);
  crc.writeUInt16LE(crc32(rest) & 0xffff);
  return Buffer.concat([crc, rest]);
}

/** `flags`: 0x200 = the name has a Unicode half, 0x04 = locked. */
export function makeRar4(name: Uint8Array, content: string, flags = 0): Uint8Array {
  const octets = Buffer.from(content);
  const fields = Buffer.alloc(25);
  fields.writeUInt32LE(octets.length, 0);
  fields.writeUInt32LE(octets.length, 4);
  fields[8] = 3;
  fields.writeUInt32LE(crc32(octets), 9);
  fields[17] = 20;
  fields[18] = 0x30;
  fields.writeUInt16LE(name.length, 19);
  const file = rar4Block(0x74, 0x8000 | flags, Buffer.concat([fields, name]));
  const start = Buffer.from('526172211a0700', 'hex');
  return Buffer.concat([
    start,
    rar4Block(0x73, 0, Buffer.alloc(6)),
    file,
    octets,
    rar4Block(0x7b, 0x4000, Buffer.alloc(0)),
  ]);
}

/** CRC-16/ARC, which LHA uses. */
function crc16(octets: Uint8Array): number {
  let crc = 0;
  for (const octet of octets) {
    crc ^= octet;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) !== 0 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

const uint16 = (value: number): Buffer => Buffer.from([value & 0xff, value >> 8]);

/** One stored file. Level 2 keeps name and folder in fields; level 0 has the name in its middle. */
export function makeLzh(level: 0 | 2, name: Uint8Array, folder: Uint8Array, content: string): Uint8Array {
  const octets = Buffer.from(content);
  const common = Buffer.alloc(19);
  common.write('-lh0-', 0);
  common.writeUInt32LE(octets.length, 5);
  common.writeUInt32LE(octets.length, 9);
  common[17] = 0x20;
  common[18] = level;
  const crc = uint16(crc16(octets));
  if (level === 0) {
    const body = Buffer.concat([common, Buffer.from([name.length]), name, crc]);
    const sum = body.reduce((total, octet) => total + octet, 0) & 0xff;
    return Buffer.concat([Buffer.from([body.length, sum]), body, octets, Buffer.alloc(1)]);
  }
  const field = (kind: number, value: Uint8Array) =>
    Buffer.concat([uint16(value.length + 3), Buffer.from([kind]), value]);
  const fields = (headerCrc: number) =>
    Buffer.concat([field(0, uint16(headerCrc)), field(1, name), field(2, folder), uint16(0)]);
  const header = (headerCrc: number) => {
    const rest = Buffer.concat([common, crc, Buffer.from('M'), fields(headerCrc)]);
    return Buffer.concat([uint16(rest.length + 2), rest]);
  };
  return Buffer.concat([header(crc16(header(0))), octets, Buffer.alloc(1)]);
}

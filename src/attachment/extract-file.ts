// From octets to the extractor that reads them: magic bytes first, then the text formats. Says what is not read.

import { extractLzh, extractOtherArchive, extractRar, extractSevenZip } from './archive/archive.ts';
import { decodePem, isCms, readCms } from './cms.ts';
import { identify, PROGRAMS, TEXTLESS } from './file-type.ts';
import { addFault, type Extract, type Findings, protect, type Source } from './findings.ts';
import { decodeDeclared, readHtml } from './html.ts';
import { mailKind, readMailbox } from './mail-file.ts';
import { extractOle2 } from './ole2.ts';
import { extractStream } from './packed-stream.ts';
import { extractPdf } from './pdf.ts';
import { isLockedAccess } from './protection/access.ts';
import { isPgpBinary } from './protection/pgp.ts';
import { readRtf } from './rtf.ts';
import { extractProgram } from './self-extractor.ts';
import { extractTar } from './tar.ts';
import { decodeText } from './text-decoding.ts';
import { readTextFile } from './text-file.ts';
import { textKind } from './text-kind.ts';
import { extractTnef } from './tnef.ts';
import { extractZip } from './zip.ts';

const EXTRACTORS: Readonly<Record<string, Extract>> = {
  pdf: extractPdf,
  zip: extractZip,
  ole2: extractOle2,
  rtf: ({ octets, budget }, found) => readRtf(octets, budget, found),
  gzip: extractStream,
  zstd: extractStream,
  bzip2: extractStream,
  xz: extractStream,
  lzma: extractStream,
  tar: extractTar,
  tnef: extractTnef,
  rar: extractRar,
  '7z': extractSevenZip,
  lzh: extractLzh,
  cab: extractOtherArchive,
  cpio: extractOtherArchive,
  ar: extractOtherArchive,
  age: (_source, found) => protect(found, 'protected', 'age'),
  rpmsg: (_source, found) => protect(found, 'protected', 'irm'),
  access: ({ octets }, found) =>
    isLockedAccess(octets)
      ? protect(found, 'protected', 'access-encryption')
      : addFault(found, 'unsupported-format', 'Access databases are not read'),
  lnk: (_source, found) => {
    found.isScript = true;
  },
};

/** What people call the formats that are recognised and not read. */
const NAMES: Readonly<Record<string, string>> = {
  compress: 'compress (.Z) streams',
  'zip-split': 'zip archives split into volumes',
  sqlite: 'SQLite databases',
  xdw: 'DocuWorks documents',
};

/** How each kind of text is read; the others are read as they stand. */
const TEXT_EXTRACTORS: Readonly<Record<string, (text: string, source: Source, found: Findings) => void>> = {
  pgp: (_text, _source, found) => protect(found, 'protected', 'pgp'),
  age: (_text, _source, found) => protect(found, 'protected', 'age'),
  cms: (text, _source, found) => readCms(decodePem(text), found),
  html: (text, { octets, budget }, found) => readHtml(decodeDeclared(octets) ?? text, budget, found),
};

function extractText(source: Source, text: string, found: Findings): void {
  const kind = textKind(text);
  found.type = kind;
  const extract = TEXT_EXTRACTORS[kind];
  if (extract === undefined) readTextFile(kind, text, source.budget, found);
  else extract(text, source, found);
}

/** No magic word: encrypted containers without one, text, or nothing we know. */
const extractUnnamed: Extract = (source, found) => {
  const { octets } = source;
  if (octets.length === 0) {
    found.type = 'empty';
    return;
  }
  if (isCms(octets)) {
    found.type = 'cms';
    return readCms(octets, found);
  }
  const mail = mailKind(octets);
  if (mail !== null) {
    found.type = mail;
    if (mail === 'mbox') readMailbox(source, found);
    return;
  }
  const text = decodeText(octets);
  if (text !== null) return extractText(source, text, found);
  if (isPgpBinary(octets)) {
    found.type = 'pgp';
    return protect(found, 'protected', 'pgp');
  }
  addFault(found, 'unknown-format', 'the file is of no format that is known');
};

export const extractFile: Extract = (source, found) => {
  const { type, alsoReadAs } = identify(source.octets);
  if (alsoReadAs !== null)
    addFault(found, 'polyglot', `the file may be read as ${type ?? 'text'} and as ${alsoReadAs}`);
  if (type === null) return extractUnnamed(source, found);
  found.type = type;
  if (TEXTLESS.has(type)) return;
  const extract = PROGRAMS.has(type) ? extractProgram : EXTRACTORS[type];
  if (extract !== undefined) return extract({ ...source, type }, found);
  const what = NAMES[type] ?? type;
  addFault(found, 'unsupported-format', `${what} are not read: what is inside cannot be told`);
};

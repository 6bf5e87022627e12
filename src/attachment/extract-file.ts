// From octets to the extractor that reads them: magic bytes first, then the text formats. Says what is not read.

import { decodePem, isCms, readCms } from './cms.ts';
import { identify, PROGRAMS, TEXTLESS } from './file-type.ts';
import { addFault, type Extract, type Findings, protect, type Source } from './findings.ts';
import { extractStream } from './gzip.ts';
import { decodeDeclared, readHtml } from './html.ts';
import { mailKind, readMailbox } from './mail-file.ts';
import { extractOle2 } from './ole2.ts';
import { extractPdf } from './pdf.ts';
import { isPgpBinary } from './protection/pgp.ts';
import { rarLock } from './protection/rar.ts';
import { sevenZipLock } from './protection/seven-zip.ts';
import { readRtf } from './rtf.ts';
import { extractTar } from './tar.ts';
import { decodeText } from './text-decoding.ts';
import { readTextFile } from './text-file.ts';
import { textKind } from './text-kind.ts';
import { extractTnef } from './tnef.ts';
import { extractZip } from './zip.ts';

const extractRar: Extract = ({ octets }, found) => {
  const lock = rarLock(octets);
  if (lock !== null) protect(found, lock.protection, lock.by);
  if (lock?.protection !== 'protected') addFault(found, 'unsupported-format', 'RAR archives are not read');
};

const extractSevenZip: Extract = ({ octets }, found) => {
  const lock = sevenZipLock(octets);
  if (typeof lock !== 'string') return protect(found, lock.protection, lock.by);
  addFault(found, 'unsupported-format', '7z archives are not read');
};

const EXTRACTORS: Readonly<Record<string, Extract>> = {
  pdf: extractPdf,
  zip: extractZip,
  ole2: extractOle2,
  rtf: ({ octets, budget }, found) => readRtf(octets, budget, found),
  gzip: extractStream,
  zstd: extractStream,
  tar: extractTar,
  tnef: extractTnef,
  rar: extractRar,
  '7z': extractSevenZip,
  age: (_source, found) => protect(found, 'protected', 'age'),
  lnk: (_source, found) => {
    found.isScript = true;
  },
};

/** What people call the formats that are recognised and not read. */
const NAMES: Readonly<Record<string, string>> = {
  lzh: 'LZH archives',
  bzip2: 'bzip2 streams',
  xz: 'xz streams',
  compress: 'compress (.Z) streams',
  cab: 'cabinet archives',
  cpio: 'cpio archives',
  ar: 'ar archives',
  'zip-split': 'zip archives split into volumes',
  sqlite: 'SQLite databases',
  access: 'Access databases',
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
    if (mail === 'mbox') readMailbox(octets, found);
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
  const extract = EXTRACTORS[type];
  if (extract !== undefined) return extract({ ...source, type }, found);
  found.isProgram = PROGRAMS.has(type);
  const what = found.isProgram ? 'programs' : (NAMES[type] ?? type);
  addFault(found, 'unsupported-format', `${what} are not read: what is inside cannot be told`);
};

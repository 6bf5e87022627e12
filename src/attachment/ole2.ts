// What an OLE2 container is: an old Office file, an Outlook item, a locked new Office file, an embedded object.

import { readCfb } from './cfb.ts';
import { readDoc } from './doc.ts';
import { addFault, addInner, type Extract, type Findings, protect, type Source } from './findings.ts';
import { readMsg } from './msg.ts';
import { viewOf } from './octets.ts';
import { readPpt } from './ppt.ts';
import { docLock, pptLock, xlsLock } from './protection/office97.ts';
import { ooxmlLock, openWithDefaultPassword } from './protection/ooxml.ts';
import { type ReadStreams, type Streams, toStreams, within } from './streams.ts';
import { readXls } from './xls.ts';

const lockedOr =
  (lockOf: (streams: Streams) => string | null, read: ReadStreams): ReadStreams =>
  (streams, source, found) => {
    const lock = lockOf(streams);
    if (lock === null) return read(streams, source, found);
    return protect(found, 'protected', lock);
  };

/** Word of a rights-managed file: the real content is in a stream of its own. */
const isRightsManaged = (streams: Streams): boolean =>
  streams.entries.some(({ path }) => /DRMContent|DRMEncrypted|\x09DRM/.test(path));

const readEncryptedPackage: ReadStreams = (streams, _source, found) => {
  const octets = openWithDefaultPassword(streams.octets('EncryptionInfo'), () =>
    streams.octets('EncryptedPackage'),
  );
  if (octets === null) return protect(found, 'protected', ooxmlLock(streams.octets('EncryptionInfo')));
  // Opens in Office without a question (the write-protection password of Excel): so it is read like any other.
  addInner(found, 'content', octets);
};

/** Ole10Native ([MS-OLEDS] §2.3.6): label, original path, then the octets of the packaged file. */
const readPackaged: ReadStreams = (streams, _source, found) => {
  const native = streams.octets('\x01Ole10Native');
  let at = 6;
  const nextString = (): string => {
    const end = native.indexOf(0, at);
    const octets = native.subarray(at, end < 0 ? native.length : end);
    at = end < 0 ? native.length : end + 1;
    return new TextDecoder('shift_jis').decode(octets);
  };
  const label = nextString();
  nextString();
  at += 4;
  if (at + 4 > native.length) return addFault(found, 'damaged-file', 'the packaged file cannot be found');
  const pathOctets = viewOf(native).getUint32(at, true);
  at += 4 + pathOctets;
  if (at + 4 > native.length) return addFault(found, 'damaged-file', 'the packaged file cannot be found');
  const size = viewOf(native).getUint32(at, true);
  addInner(found, label === '' ? 'package' : label, native.subarray(at + 4, at + 4 + size));
};

const unsupported =
  (what: string): ReadStreams =>
  (_streams, _source, found) =>
    addFault(found, 'unsupported-format', `${what} is not read`);

type Kind = readonly [stream: RegExp, type: string, read: ReadStreams];

/** The first stream found decides. */
const KINDS: readonly Kind[] = [
  [/^EncryptedPackage$/i, 'ooxml', readEncryptedPackage],
  [/^__properties_version1\.0$/i, 'msg', readMsg],
  [/^WordDocument$/i, 'doc', lockedOr((streams) => docLock(streams.octets('WordDocument')), readDoc)],
  [/^(?:Workbook|Book)$/i, 'xls', lockedOr((streams) => xlsLock(workbookOf(streams)), readXls)],
  [/^PowerPoint Document$/i, 'ppt', lockedOr((streams) => pptLock(streams.octets('Current User')), readPpt)],
  [/^\x01Ole10Native$/i, 'ole2', readPackaged],
  [/^Package$/i, 'ole2', (streams, _source, found) => addInner(found, 'package', streams.octets('Package'))],
  [
    /^CONTENTS$/i,
    'ole2',
    (streams, _source, found) => addInner(found, 'contents', streams.octets('CONTENTS')),
  ],
  [/^Equation Native$/i, 'equation', () => undefined],
  [/^Catalog$/i, 'thumbnails', () => undefined],
  [/^VisioDocument$/i, 'vsd', unsupported('a Visio drawing')],
  [/^FileHeader$/i, 'hwp', unsupported('a Hangul document')],
  [/^(?:\W?CompObj|\x05SummaryInformation)$/i, 'ole2', unsupported('this OLE2 file')],
];

function workbookOf(streams: Streams): Uint8Array {
  return streams.octets(streams.has('Workbook') ? 'Workbook' : 'Book');
}

const MACROS = /(?:^|\/)(?:_VBA_PROJECT(?:_CUR)?|VBA)(?:\/|$)/i;
/** Storages that hold one embedded object each: Word's, Excel's, and Excel's links. */
const OBJECT_STORAGE = /^(?:ObjectPool\/[^/]+|MBD[0-9A-F]{8}|LNK[0-9A-F]{8})$/i;

/** Text of an embedded Office object belongs to the file it stands in; a packaged file becomes a file of its own. */
function readObjects(streams: Streams, source: Source, found: Findings): void {
  const storages = streams.entries.filter(({ path, isStorage }) => isStorage && OBJECT_STORAGE.test(path));
  for (const { path } of storages) {
    const object = within(streams, path);
    kindOf(object)?.[2](object, source, found);
    readObjects(object, source, found);
  }
}

const kindOf = (streams: Streams): Kind | undefined =>
  KINDS.find(([name]) => streams.entries.some(({ path }) => name.test(path)));

const hasLock = ({ protection }: Findings): boolean => protection !== 'none';

export const extractOle2: Extract = (source, found) => {
  const streams = toStreams(readCfb(source.octets));
  found.hasMacros = streams.entries.some(({ path }) => MACROS.test(path));
  if (isRightsManaged(streams)) return protect(found, 'protected', 'irm');
  const kind = kindOf(streams);
  found.type = kind?.[1] ?? 'ole2';
  const isEmpty = streams.entries.every(({ isStorage, sizeOctets }) => isStorage || sizeOctets === 0);
  if (kind === undefined && !isEmpty)
    return addFault(found, 'unsupported-format', 'this OLE2 file is of a kind that is not read');
  kind?.[2](streams, source, found);
  if (hasLock(found)) return;
  readObjects(streams, source, found);
  // A locked object in an open document leaves the document itself readable.
  if (hasLock(found)) found.protection = 'partial';
};

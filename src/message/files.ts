// The files of a mail: attachments, inline pictures, mails inside it, what HTML carries in its
// links, and what old mailers put into the text. Each is
// looked into by attachment/, which calls back for mails it finds.

import type { LinkedData } from '../attachment/data-links.ts';
import { inspectFile, PATH_SEPARATOR, type ReadNestedMail } from '../attachment/inspect-file.ts';
import type { Budget, InspectedFile } from '../attachment/inspected.ts';
import { latin1 } from '../attachment/octets.ts';
import { type Content, contentIdOf } from './contents.ts';
import type { FaultList } from './faults.ts';
import { findOldAttachments, mayHoldOldAttachments } from './old-attachments.ts';
import { placeOf } from './parts.ts';

/** What a file's mail gives it. */
export type Around = {
  /** Content-IDs that the HTML shows. */
  readonly shownIds: ReadonlySet<string>;
  /** What the HTML carries in its links. */
  readonly linkedData: readonly LinkedData[];
  readonly faults: FaultList;
  /** The path of the mail with its separator; empty for the outermost. */
  readonly prefix: string;
  readonly budget: Budget;
  readonly readNestedMail: ReadNestedMail;
};

type Found = {
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly octets: Uint8Array;
  readonly inline: boolean;
  readonly declaredType: string;
};

const USUAL_NAMES: Readonly<Record<string, string>> = {
  'message/rfc822': 'message.eml',
  'message/global': 'message.eml',
  'message/delivery-status': 'delivery-status.txt',
  'message/disposition-notification': 'disposition-notification.txt',
  'text/rfc822-headers': 'headers.txt',
  'text/calendar': 'invite.ics',
  'application/pkcs7-mime': 'smime.p7m',
  'application/x-pkcs7-mime': 'smime.p7m',
  'application/pkcs7-signature': 'smime.p7s',
  'application/pgp-signature': 'signature.asc',
  'application/pgp-encrypted': 'version.asc',
};

/** Belongs to the mail's own protection; nobody attached it. */
const SIGNATURE = /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-encrypted)$/;

const MAX_SIGNATURE_OCTETS = 64 * 1024;
/** As many as a mail may have parts. */
const MAX_LINKS = 500;

export function joinInspected(all: readonly InspectedFile[]): InspectedFile {
  return {
    files: all.flatMap(({ files }) => files),
    blocks: all.flatMap(({ blocks }) => blocks),
    faults: all.flatMap(({ faults }) => faults),
  };
}

function toFound({ part, octets, names }: Content, shownIds: ReadonlySet<string>): Found {
  const [name = USUAL_NAMES[part.type] ?? `part-${part.id || '1'}`, ...otherNames] = names;
  const contentId = contentIdOf(part);
  const isShown = contentId !== null && shownIds.has(contentId);
  const isUnnamed =
    names.length === 0 && part.disposition?.value !== 'attachment' && part.type !== 'message/rfc822';
  const inline = isShown || isUnnamed || SIGNATURE.test(part.type);
  return { name, otherNames, octets, inline, declaredType: part.type };
}

function oldAttachments({ part, role, text, octets }: Content, faults: FaultList): Found[] {
  if (role !== 'plain' && !mayHoldOldAttachments(octets)) return [];
  const searched = role === 'plain' ? text : latin1(octets);
  return findOldAttachments(searched, faults.at(placeOf(part.id))).map(({ name, octets }) => ({
    name,
    otherNames: [],
    octets,
    inline: false,
    declaredType: 'application/octet-stream',
  }));
}

/** A picture stands in the text, all else is a file like any other. */
const fromLink = ({ declaredType, octets }: LinkedData): Found => ({
  name: 'data-link',
  otherNames: [],
  octets,
  inline: /^(?:image|audio|video|font)\//.test(declaredType),
  declaredType,
});

/** Names are made distinct, so that a path names one file. */
function pathsFor(files: readonly Found[], prefix: string): string[] {
  const taken = new Set<string>();
  return files.map(({ name }) => {
    let path = `${prefix}${name}`;
    for (let n = 2; taken.has(path); n += 1) path = `${prefix}${name} (${n})`;
    taken.add(path);
    return path;
  });
}

/** A signature is a number: that its octets are of no known format says nothing. */
function withoutNumbers(file: Found, inspected: InspectedFile): InspectedFile {
  const isNumber = SIGNATURE.test(file.declaredType) && file.octets.length <= MAX_SIGNATURE_OCTETS;
  if (!isNumber || inspected.files.length !== 1) return inspected;
  return { ...inspected, faults: inspected.faults.filter(({ code }) => code !== 'unknown-format') };
}

async function inspectOne(
  file: Found,
  path: string,
  { budget, readNestedMail }: Around,
): Promise<InspectedFile> {
  const inspected = withoutNumbers(file, await inspectFile({ ...file, path }, budget, readNestedMail));
  const isMail = file.declaredType === 'message/rfc822' || file.declaredType === 'message/global';
  if (!isMail || inspected.files[0]?.type === 'eml') return inspected;
  // Declared a mail, though nothing else says so: a reader would open it as one.
  const depth = path.split(PATH_SEPARATOR).length - 1;
  return joinInspected([inspected, await readNestedMail(file.octets, path, depth)]);
}

/** All files of a mail, one after the other: they spend from one budget. */
export async function inspectContents(contents: readonly Content[], around: Around): Promise<InspectedFile> {
  const attached = contents.flatMap((content) => {
    if (content.role === 'html') return [];
    const hidden = oldAttachments(content, around.faults);
    return content.role === 'plain' ? hidden : [toFound(content, around.shownIds), ...hidden];
  });
  if (around.linkedData.length > MAX_LINKS)
    around.faults.at('mail')('too-many-parts', 'more files in links of the HTML than the limit');
  const files = [...attached, ...around.linkedData.slice(0, MAX_LINKS).map(fromLink)];
  const paths = pathsFor(files, around.prefix);
  const inspected: InspectedFile[] = [];
  for (const [i, file] of files.entries())
    inspected.push(await inspectOne(file, paths[i] ?? file.name, around));
  return joinInspected(inspected);
}

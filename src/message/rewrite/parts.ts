// Takes parts out of a mail or puts others in their place; every other octet stays where it was. Which part is which
// says the scan of message/parts.ts; where it is in doubt or sealed, nothing is touched. Called by preview-repair.ts.

import { cutAtBoundary } from '../boundaries.ts';
import { type Content, readContents } from '../contents.ts';
import { FaultList } from '../faults.ts';
import { partsOf } from '../open-mail.ts';
import { type Part, scanStructure } from '../parts.ts';
import { RepairRefused } from './operations.ts';

export type PartInfo = {
  /** `2`, `1.3`. */
  readonly id: string;
  readonly type: string;
  readonly name: string | null;
  readonly sizeOctets: number;
  /** Why it can be neither dropped nor protected; null when it can. */
  readonly refusal: 'sealed' | 'not-an-attachment' | null;
};

type Range = { readonly start: number; readonly end: number };

const SEALED =
  /^(?:multipart\/(?:signed|encrypted)|application\/(?:x-)?pkcs7-(?:mime|signature)|application\/pgp)/;
const WHOLE_OR_NOTHING = /^multipart\/(?:alternative|report)$/;
const ignore = (): void => undefined;

/** Parts from the mail itself down to the one with this id; null when there is none. */
function pathTo(root: Part, id: string): readonly Part[] | null {
  if (root.id === id) return [root];
  for (const child of root.children) {
    const path = pathTo(child, id);
    if (path !== null) return [root, ...path];
  }
  return null;
}

function isFile({ disposition, contentType, type }: Part): boolean {
  const isNamed = contentType.parameters.has('name') || disposition?.parameters.has('filename');
  return disposition?.value === 'attachment' || isNamed === true || !/^(?:text|multipart)\//.test(type);
}

function refusalOf(path: readonly Part[]): PartInfo['refusal'] {
  const [parent, part] = path.slice(-2);
  if (path.some(({ type }) => SEALED.test(type))) return 'sealed';
  if (parent === undefined || part === undefined || parent.children.length < 2) return 'not-an-attachment';
  return WHOLE_OR_NOTHING.test(parent.type) || !isFile(part) ? 'not-an-attachment' : null;
}

/** All parts below the mail itself that are files, in order. */
export function listFiles(octets: Uint8Array): readonly PartInfo[] {
  const { root } = scanStructure(octets, new FaultList());
  return partsOf(root).flatMap((part) => {
    const path = part.id === '' || !isFile(part) ? null : pathTo(root, part.id);
    if (path === null) return [];
    const { octets: content, names } = contentOf(part, new FaultList());
    return [
      {
        id: part.id,
        type: part.type,
        name: names[0] ?? null,
        sizeOctets: content.length,
        refusal: refusalOf(path),
      },
    ];
  });
}

function contentOf(part: Part, faults: FaultList): Content {
  const [content] = readContents([part], faults);
  if (content === undefined) throw new RepairRefused('unknown-part', part.id);
  return content;
}

/** The part and its place, or RepairRefused. */
function findFile(octets: Uint8Array, id: string): { path: readonly Part[]; faults: FaultList } {
  const faults = new FaultList();
  const path = pathTo(scanStructure(octets, faults).root, id);
  if (path === null || id === '') throw new RepairRefused('unknown-part', id);
  const refusal = refusalOf(path);
  if (refusal !== null) throw new RepairRefused(refusal, `part ${id}`);
  return { path, faults };
}

/** Refuses a mail whose parts readers may cut in different ways. */
function refuseDoubt(faults: FaultList): void {
  const [fault] = faults.all;
  if (fault !== undefined) throw new RepairRefused('in-doubt', `${fault.where}: ${fault.detail}`);
}

/** Where the parts of a multipart lie in the mail's octets. */
function rangesOf(octets: Uint8Array, { body, contentType }: Part): readonly Range[] {
  const start = body.byteOffset - octets.byteOffset;
  const boundary = contentType.parameters.get('boundary')?.value ?? '';
  return cutAtBoundary(octets, { start, end: start + body.length }, boundary, ignore).parts;
}

/** The part's range and those of its neighbours. */
function placeOf(
  octets: Uint8Array,
  path: readonly Part[],
): { readonly ranges: readonly Range[]; readonly n: number } {
  const [parent, part] = path.slice(-2);
  if (parent === undefined || part === undefined) throw new RepairRefused('unknown-part', '');
  return { ranges: rangesOf(octets, parent), n: parent.children.indexOf(part) };
}

/** The mail without the part and without one of the delimiters around it. */
export function dropPart(octets: Uint8Array, id: string): Uint8Array {
  const { path, faults } = findFile(octets, id);
  refuseDoubt(faults);
  const { ranges, n } = placeOf(octets, path);
  const [before, part, after] = [ranges[n - 1], ranges[n], ranges[n + 1]];
  if (part === undefined || (before === undefined && after === undefined))
    throw new RepairRefused('not-an-attachment', `part ${id} is the only one`);
  const from = after === undefined ? (before?.end ?? part.start) : part.start;
  const to = after === undefined ? part.end : after.start;
  return Buffer.concat([octets.subarray(0, from), octets.subarray(to)]);
}

/** The part's content without its transfer encoding, and its name. */
export function readFilePart(
  octets: Uint8Array,
  id: string,
): { readonly name: string; readonly content: Uint8Array } {
  const { path, faults } = findFile(octets, id);
  const part = path.at(-1);
  if (part === undefined) throw new RepairRefused('unknown-part', id);
  if (part.children.length > 0) throw new RepairRefused('not-an-attachment', `part ${id} is several`);
  const { names, octets: content } = contentOf(part, faults);
  refuseDoubt(faults);
  const usual = part.type === 'message/rfc822' ? 'message.eml' : `part-${id}`;
  return { name: names[0] ?? usual, content };
}

/** The mail with another part, header and all, in the place of this one. */
export function replacePart(octets: Uint8Array, id: string, replacement: Uint8Array): Uint8Array {
  const { path, faults } = findFile(octets, id);
  refuseDoubt(faults);
  const { ranges, n } = placeOf(octets, path);
  const part = ranges[n];
  if (part === undefined) throw new RepairRefused('unknown-part', id);
  return Buffer.concat([octets.subarray(0, part.start), replacement, octets.subarray(part.end)]);
}

// winmail.dat ([MS-OXTNEF]): Outlook's own envelope around a mail. Subject, body (plain, HTML or packed RTF) and
// attachments as files; an attached item is a TNEF container of its own.

import { addInner, type Extract, type Findings, openSection, type Source } from './findings.ts';
import { readMapiBody } from './mapi-body.ts';
import { type MapiValues, readMapiProperties } from './mapi-properties.ts';
import { viewOf } from './octets.ts';
import { decodeText } from './text-decoding.ts';
import { Unreadable } from './unreadable.ts';

const SUBJECT = 0x8004;
const BODY = 0x800c;
const ATTACH_DATA = 0x800f;
const ATTACH_TITLE = 0x8010;
const ATTACH_START = 0x9002;
const MESSAGE_PROPERTIES = 0x9003;
const ATTACH_PROPERTIES = 0x9005;

type Attribute = { readonly id: number; readonly content: Uint8Array };

function* readAttributes(octets: Uint8Array): Generator<Attribute> {
  const view = viewOf(octets);
  for (let at = 6; at + 9 <= octets.length; ) {
    const size = view.getUint32(at + 5, true);
    const content = octets.subarray(at + 9, at + 9 + size);
    if (content.length < size) throw new Unreadable('damaged-file', 'the winmail.dat container is cut off');
    yield { id: view.getUint16(at + 1, true), content };
    at += 9 + size + 2;
  }
}

const textOf = (octets: Uint8Array): string =>
  (decodeText(octets.at(-1) === 0 ? octets.subarray(0, -1) : octets) ?? '').replaceAll('\0', '');

type Attached = { title: string; content: Uint8Array; values: MapiValues };

/** PidTagAttachLongFilename, PidTagAttachFilename; data with an interface id in front is an attached item. */
function addAttached({ title, content, values }: Attached, found: Findings): void {
  const embedded = values.object(0x3701);
  const octets = embedded ?? values.binary(0x3701) ?? content;
  const names = [values.text(0x3707), values.text(0x3704), title].filter((name) => name !== '');
  const [name = 'attachment', ...otherNames] = [...new Set(names)];
  if (octets.length === 0) return;
  if (otherNames.length === 0) addInner(found, name, octets);
  else found.inner.push({ name, otherNames, sizeOctets: octets.length, locked: null, read: () => octets });
}

const NO_VALUES = readMapiProperties(new Uint8Array(4));

function readMessage({ octets, budget }: Source, found: Findings): Attached[] {
  const header = openSection(found, budget, 'header');
  const attached: Attached[] = [];
  for (const { id, content } of readAttributes(octets)) {
    const last = attached.at(-1);
    if (id === ATTACH_START) attached.push({ title: '', content: new Uint8Array(), values: NO_VALUES });
    if (id === SUBJECT) header.write(`${textOf(content)}\n`);
    if (id === BODY) openSection(found, budget, '').write(textOf(content));
    if (id === MESSAGE_PROPERTIES) readMapiBody(readMapiProperties(content), budget, found);
    if (last === undefined) continue;
    if (id === ATTACH_TITLE) last.title = textOf(content);
    if (id === ATTACH_DATA) last.content = content;
    if (id === ATTACH_PROPERTIES) last.values = readMapiProperties(content);
  }
  return attached;
}

export const extractTnef: Extract = (source, found) => {
  for (const one of readMessage(source, found)) addAttached(one, found);
};

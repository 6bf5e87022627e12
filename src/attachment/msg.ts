// Outlook items ([MS-OXMSG]): subject, people, body, attachments as files, items attached to items. Used for .msg
// files; winmail.dat keeps the same properties in another wrapping (tnef.ts).

import { openSection } from './findings.ts';
import { readMapiBody } from './mapi-body.ts';
import type { MapiValues } from './mapi-properties.ts';
import { type ReadStreams, type Streams, within } from './streams.ts';
import { decodeText } from './text-decoding.ts';

const stream = (id: number, type: string): string =>
  `__substg1.0_${id.toString(16).toUpperCase().padStart(4, '0')}${type}`;

/** Each property is a stream named by its number and type. */
function valuesOf(streams: Streams): MapiValues {
  return {
    text(id) {
      const unicode = streams.octets(stream(id, '001F'));
      if (unicode.length > 0) return new TextDecoder('utf-16le').decode(unicode);
      const ansi = streams.octets(stream(id, '001E'));
      return decodeText(ansi) ?? new TextDecoder('windows-1252').decode(ansi);
    },
    binary: (id) => (streams.has(stream(id, '0102')) ? streams.octets(stream(id, '0102')) : null),
    object: () => null,
  };
}

/** [MS-OXPROPS]: subject, sender's name and address, displayed To and Cc. */
const HEAD = [0x0037, 0x0c1a, 0x0c1f, 0x0e04, 0x0e03];
/** The same of a contact: names, company, title, telephones, e-mail addresses, postal address. */
const CONTACT = [0x3001, 0x3a16, 0x3a17, 0x3a08, 0x3a09, 0x3a1c, 0x3a24, 0x3a15, 0x3003, 0x39fe];
const RECIPIENT = [0x3001, 0x39fe, 0x3003];
/** Names of an attachment, the long one first. */
const NAMES = [0x3707, 0x3704, 0x3001];
const DATA = 0x3701;

const storages = (streams: Streams, prefix: string): Streams[] =>
  streams.entries
    .filter(({ path, isStorage }) => isStorage && path.startsWith(prefix) && !path.includes('/'))
    .map(({ path }) => within(streams, path));

const readAttachment: ReadStreams = (streams, source, found) => {
  const embedded = within(streams, stream(DATA, '000D'));
  if (embedded.has('__properties_version1.0')) return readMsg(embedded, source, found);
  const values = valuesOf(streams);
  const names = NAMES.map((id) => values.text(id)).filter((name) => name !== '');
  const [name = 'attachment', ...otherNames] = [...new Set(names)];
  const octets = values.binary(DATA);
  if (octets === null || octets.length === 0) return;
  found.inner.push({ name, otherNames, sizeOctets: octets.length, locked: null, read: () => octets });
};

export const readMsg: ReadStreams = (streams, source, found) => {
  const values = valuesOf(streams);
  const recipients = storages(streams, '__recip_version1.0_#').map(valuesOf);
  const people = recipients.flatMap((recipient) => RECIPIENT.map((id) => recipient.text(id)));
  const own = [...HEAD, ...CONTACT].map((id) => values.text(id));
  const lines = new Set([...own, ...people].filter((line) => line !== ''));
  if (lines.size > 0) openSection(found, source.budget, 'header').write(`${[...lines].join('\n')}\n`);
  readMapiBody(values, source.budget, found);
  for (const attachment of storages(streams, '__attach_version1.0_#'))
    readAttachment(attachment, source, found);
};

// Changes addresses in a To, Cc or similar field and leaves every other octet of the list as it was written. What
// another reader of the list would take differently is not touched: the answer is `unreadable`.

import { type AddrSpec, addressKey } from '../../guard/address.ts';
import { parseMailboxes } from '../addresses.ts';
import { decodeRawHeader } from '../charset.ts';
import { fieldBody, type RawField, withValue } from './raw-mail.ts';

/** What becomes of one address: itself, another one, or null when it goes. */
export type Change = (address: AddrSpec) => AddrSpec | null;

/** `members` of a group, or null for a single mailbox; texts are as written, with their folds. */
type Element =
  | { readonly kind: 'mailbox'; readonly text: string }
  | { readonly kind: 'group'; readonly name: string; readonly members: readonly string[] };

/** Quoted strings, comments without others inside, angles, literals, ISO-2022-JP, and single characters. */
const TOKEN =
  /"(?:[^"\\]|\\[\s\S])*"|\((?:[^()\\]|\\[\s\S])*\)|<[^<>]*>|\[[^\]]*\]|\x1b\$[@B][\s\S]*?\x1b\([BJ]|[\s\S]/g;

const ignore = (): void => undefined;

function addressesIn(latin1: string): readonly AddrSpec[] {
  const unfolded = latin1.replace(/\r\n(?=[ \t])/g, '');
  return parseMailboxes([decodeRawHeader(unfolded) ?? ''], ignore).map(({ address }) => address);
}

/** Cuts a list at its commas, and at the semicolons that some mailers write instead; null when a group does not close. */
function cutList(value: string): readonly Element[] | null {
  const elements: Element[] = [];
  let group: { name: string; members: string[] } | null = null;
  let text = '';
  for (const [token] of `${value},`.matchAll(TOKEN)) {
    if (token === ':' && group !== null) return null;
    if (token !== ',' && token !== ':' && token !== ';') text += token;
    else if (token === ':') {
      group = { name: text.trim(), members: [] };
      text = '';
    } else {
      if (text.trim() !== '' && group !== null) group.members.push(text.trim());
      if (text.trim() !== '' && group === null) elements.push({ kind: 'mailbox', text: text.trim() });
      text = '';
      if (token === ';' && group !== null) {
        elements.push({ kind: 'group', ...group });
        group = null;
      }
    }
  }
  return group === null ? elements : null;
}

/** The mailbox with another address; its name or comment stays. */
function withAddress(mailbox: string, address: AddrSpec): string {
  const written = Buffer.from(address).toString('latin1');
  const tokens = mailbox.match(TOKEN) ?? [];
  const isAngle = (token: string) => token.startsWith('<') && token.endsWith('>');
  if (tokens.some(isAngle)) return tokens.map((token) => (isAngle(token) ? `<${written}>` : token)).join('');
  const comments = tokens.filter((token) => token.startsWith('('));
  return [written, ...comments].join(' ');
}

function changeMailbox(mailbox: string, change: Change): readonly string[] {
  const [address] = addressesIn(mailbox);
  if (address === undefined) return [mailbox];
  const changed = change(address);
  if (changed === null) return [];
  return [changed === address ? mailbox : withAddress(mailbox, changed)];
}

function changeElement(element: Element, change: Change): readonly string[] {
  if (element.kind === 'mailbox') return changeMailbox(element.text, change);
  const members = element.members.flatMap((member) => changeMailbox(member, change));
  // A group that was emptied says nothing any more; one that was empty before is kept.
  if (members.length === 0 && element.members.length > 0) return [];
  return [`${element.name}: ${members.join(', ')};`];
}

const MAX_LINE = 76;

/** Joins list elements, folded between them (RFC 5322 §2.2.3). `nameLength` is that of the field's name and colon. */
function foldList(elements: readonly string[], nameLength: number): string {
  let text = '';
  let column = nameLength + 1;
  for (const [n, element] of elements.entries()) {
    const [first = ''] = element.split('\r\n');
    const isFolded = n > 0 && column + 2 + first.length > MAX_LINE;
    text += n === 0 ? element : `${isFolded ? ',\r\n ' : ', '}${element}`;
    const lastLine = text.slice(text.lastIndexOf('\n') + 1);
    column = text.includes('\n') ? lastLine.length : nameLength + 1 + lastLine.length;
  }
  return text;
}

/** The field with elements in place of its list. */
export function withElements(field: RawField, elements: readonly string[]): RawField {
  return withValue(field, foldList(elements, field.name.length + 1));
}

/** Every mailbox of the field as it is written, by the key of its address. */
export function mailboxTexts(field: RawField): ReadonlyMap<AddrSpec, string> {
  const elements = cutList(fieldBody(field)) ?? [];
  const mailboxes = elements.flatMap((e) => (e.kind === 'group' ? e.members : [e.text]));
  return new Map(
    mailboxes.flatMap((text) => addressesIn(text).map((address) => [addressKey(address), text] as const)),
  );
}

/**
 * The field after `change`: the same object when nothing changed, null when no address is left, `unreadable` when its
 * list cannot be cut so that every reader sees the same addresses.
 */
export function changeAddresses(field: RawField, change: Change): RawField | null | 'unreadable' {
  const before = addressesIn(fieldBody(field));
  if (before.every((address) => change(address) === address)) return field;
  const elements = cutList(fieldBody(field));
  if (elements === null) return 'unreadable';
  const left = elements.flatMap((element) => changeElement(element, change));
  const changed = withElements(field, left);
  const expected = before.map(change).filter((address) => address !== null);
  const after = addressesIn(fieldBody(changed));
  const isAsExpected =
    after.length === expected.length && after.every((address, n) => address === expected[n]);
  if (!isAsExpected) return 'unreadable';
  return left.length === 0 ? null : changed;
}

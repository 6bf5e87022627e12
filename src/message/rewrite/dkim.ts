// Signatures of a mail that was changed (RFC 6376): those that no longer hold are taken out, because a broken one is
// worse than none, and the mail is signed anew with our key. Called by preview-repair.ts.

import { type AddrSpec, type Domain, domainOf } from '../../guard/address.ts';
import { parseMailboxes } from '../addresses.ts';
import { readSigningKey, signatureField } from './dkim-signature.ts';
import { fieldBody, joinMail, type RawField, type RawMail } from './raw-mail.ts';

/** `privateKey` is an RSA or Ed25519 key in PEM. */
export type DkimKey = { readonly domain: Domain; readonly selector: string; readonly privateKey: string };

const ignore = (): void => undefined;

/** Tags of a signature field (§3.2), blanks taken out. */
function tagsOf(field: RawField): ReadonlyMap<string, string> {
  const tags = fieldBody(field)
    .replace(/[ \t\r\n]+/g, '')
    .split(';')
    .map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)] as const);
  return new Map(tags);
}

/** Names of fields that differ between two versions of a mail, in number, order or octets. */
function changedNames(before: RawMail, after: RawMail): ReadonlySet<string> {
  const textsOf = ({ fields }: RawMail, name: string) =>
    fields
      .filter((field) => field.name === name)
      .map(({ text }) => text)
      .join('');
  const names = new Set([...before.fields, ...after.fields].map(({ name }) => name));
  return new Set([...names].filter((name) => textsOf(before, name) !== textsOf(after, name)));
}

const SIGNATURES = new Set(['dkim-signature', 'domainkey-signature', 'arc-message-signature']);

/** A signature without `h=` (DomainKeys) covers the whole header. */
function covers(field: RawField, names: ReadonlySet<string>): boolean {
  const signed = tagsOf(field).get('h')?.toLowerCase().split(':');
  return signed === undefined ? names.size > 0 : signed.some((name) => names.has(name));
}

/**
 * Takes out the signatures of `after` that the change from `before` has broken. Of a broken ARC set (RFC 8617) nothing
 * is left, for each seal covers the others. Returns what was taken out as `dkim-signature d=… s=…`.
 */
export function dropBrokenSignatures(
  before: RawMail,
  after: RawMail,
): { readonly mail: RawMail; readonly removed: readonly string[] } {
  const names = changedNames(before, after);
  const hasNewBody = Buffer.compare(before.body, after.body) !== 0;
  const broken = after.fields.filter(
    (field) => SIGNATURES.has(field.name) && (hasNewBody || covers(field, names)),
  );
  const isArcBroken = broken.some(({ name }) => name.startsWith('arc-'));
  const isGone = (field: RawField) =>
    broken.includes(field) || (isArcBroken && field.name.startsWith('arc-'));
  const removed = broken.map((field) => {
    const tags = tagsOf(field);
    return `${field.name} d=${tags.get('d') ?? ''} s=${tags.get('s') ?? ''}`;
  });
  return { mail: { ...after, fields: after.fields.filter((field) => !isGone(field)) }, removed };
}

/** The address in From, to whose domain a signature must belong to count for DMARC. */
function authorOf({ fields }: RawMail): AddrSpec | null {
  const from = fields.find(({ name }) => name === 'from');
  if (from === undefined) return null;
  const value = fieldBody(from).replace(/\r\n(?=[ \t])/g, '');
  return parseMailboxes([value], ignore)[0]?.address ?? null;
}

/**
 * The keys for the author's domain, or for the nearest domain above it: one, or an RSA and an Ed25519 key side by side
 * (RFC 8463 §3 asks for both while not every reader knows the second). Empty when there is none.
 */
export function keysFor(mail: RawMail, keys: readonly DkimKey[]): readonly DkimKey[] {
  const author = authorOf(mail);
  if (author === null) return [];
  const domain = domainOf(author);
  const fitting = keys.filter((key) => domain === key.domain || domain.endsWith(`.${key.domain}`));
  const nearest = Math.max(...fitting.map((key) => key.domain.length));
  return fitting.filter((key) => key.domain.length === nearest);
}

/** The octets with a signature of each key in front. Throws when a key cannot sign. */
export function signMail(mail: RawMail, keys: readonly DkimKey[]): Uint8Array {
  const signatures = keys.map(({ domain, selector, privateKey }) => {
    const key = readSigningKey(privateKey);
    return signatureField(mail, { domain, selector, key });
  });
  return joinMail({ ...mail, fields: [...signatures, ...mail.fields] });
}

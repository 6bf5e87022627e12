// One DKIM signature (RFC 6376, Ed25519: RFC 8463) over a mail that was changed here, relaxed/relaxed. The signer of
// nodemailer knows RSA only and signs one field of each name; this one takes all of them. Called by dkim.ts.

import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { latin1 } from '../../attachment/octets.ts';
import { fieldBody, type RawField, type RawMail } from './raw-mail.ts';

export type SigningKey = {
  readonly selector: string;
  /** d= of the signature. */
  readonly domain: string;
  readonly key: KeyObject;
};

/** RFC 6376 §5.4.1: what a reader sees, answers to or is led by. */
const SIGNED = [
  ...['from', 'sender', 'reply-to', 'subject', 'date', 'message-id', 'to', 'cc'],
  ...['mime-version', 'content-type', 'content-transfer-encoding', 'content-id', 'content-description'],
  ...['resent-date', 'resent-from', 'resent-sender', 'resent-to', 'resent-cc', 'resent-message-id'],
  ...['in-reply-to', 'references', 'list-id', 'list-help', 'list-unsubscribe', 'list-unsubscribe-post'],
  ...['list-subscribe', 'list-post', 'list-owner', 'list-archive', 'autocrypt'],
];

/** §3.4.2 without the line end. */
function relaxedField(name: string, body: string): string {
  const value = body
    .replace(/\r\n(?=[ \t])/g, '')
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/^ | $/g, '');
  return `${name}:${value}`;
}

/** §3.4.4, as Latin-1. Two replacements that cannot backtrack: a body may be one long run of blanks. */
function relaxedBody(body: Uint8Array): string {
  const start = latin1(body, 0, 2) === '\r\n' ? 2 : 0;
  const text = latin1(body, start, body.length)
    .replace(/[ \t]+/g, ' ')
    .replace(/ \r\n/g, '\r\n')
    .replace(/ $/, '');
  let end = text.length;
  while (end >= 2 && text.startsWith('\r\n', end - 2)) end -= 2;
  return end === 0 ? '' : `${text.slice(0, end)}\r\n`;
}

/** Fields to be signed, those of one name from the last to the first (§5.4.2). */
function signedFields(fields: readonly RawField[]): readonly RawField[] {
  return SIGNED.flatMap((name) => fields.filter((field) => field.name === name).reverse());
}

function folded(text: string): string {
  return text.replace(/(.{70})(?=.)/g, '$1\r\n ');
}

/** `names` as h=, folded at its colons. */
function foldedNames(names: readonly string[]): string {
  let column = 0;
  return names
    .map((name, n) => {
      const isFolded = column + name.length > 68;
      column = (isFolded ? 0 : column) + name.length + 1;
      return `${isFolded ? '\r\n  ' : ''}${name}${n < names.length - 1 ? ':' : ''}`;
    })
    .join('');
}

const ALGORITHM: Readonly<Record<string, string>> = { rsa: 'rsa-sha256', ed25519: 'ed25519-sha256' };

/** What the key is called in a=; null when DKIM knows no signature of its kind. */
export function algorithmOf({ asymmetricKeyType }: KeyObject): string | null {
  return ALGORITHM[asymmetricKeyType ?? ''] ?? null;
}

function signOctets(key: KeyObject, octets: Uint8Array): string {
  if (key.asymmetricKeyType === 'rsa') return sign('sha256', octets, key).toString('base64');
  // RFC 8463 §3: PureEdDSA over the SHA-256 of the header.
  return sign(null, createHash('sha256').update(octets).digest(), key).toString('base64');
}

/** The private key of a PEM. Throws what OpenSSL says, or that DKIM knows no signature of this kind. */
export function readSigningKey(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  if (algorithmOf(key) === null)
    throw new Error(`a key of kind ${key.asymmetricKeyType} cannot sign DKIM; rsa and ed25519 can`);
  return key;
}

/** The field with its CRLF. One more `from` than there are: another From in front would break the signature. */
export function signatureField({ fields, body }: RawMail, { selector, domain, key }: SigningKey): RawField {
  const signed = signedFields(fields);
  const tags = [
    `v=1; a=${algorithmOf(key)}; c=relaxed/relaxed; d=${domain}; s=${selector};`,
    ` bh=${createHash('sha256').update(relaxedBody(body), 'latin1').digest('base64')};`,
    ` h=${foldedNames([...signed.map(({ name }) => name), 'from'])};`,
    ' b=',
  ].join('\r\n');
  const lines = signed.map((field) => `${relaxedField(field.name, fieldBody(field))}\r\n`);
  const own = relaxedField('dkim-signature', ` ${tags}`);
  const signature = signOctets(key, Buffer.from(`${lines.join('')}${own}`, 'latin1'));
  return { name: 'dkim-signature', text: `DKIM-Signature: ${tags}${folded(signature)}\r\n` };
}

// The keys that repaired mail is signed with: read at start, so that a key that cannot sign, or that everybody on the
// machine can read, is known before the first repair. Called by secrets.ts.

import { statSync } from 'node:fs';
import { parseDomain } from '../guard/address.ts';
import type { DkimKey } from '../message/rewrite/dkim.ts';
import { readSigningKey } from '../message/rewrite/dkim-signature.ts';
import { readText } from './read-text.ts';
import type { Config } from './schema.ts';

/** RFC 8301 §3.2: a verifier does not take a shorter one. */
const MIN_RSA_BITS = 1024;
const READABLE_BY_OTHERS = 0o004;

type DkimEntry = Config['dkim'][number];

/** What keeps this text from being a key; null when it signs. */
function faultOf(pem: string): string | null {
  if (/-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(pem))
    return 'is the public key, which belongs into DNS; the private one signs';
  if (pem.includes('ENCRYPTED')) return 'is protected by a passphrase; write it without one';
  try {
    const bits = readSigningKey(pem).asymmetricKeyDetails?.modulusLength;
    return bits !== undefined && bits < MIN_RSA_BITS
      ? `has ${bits} bits; verifiers take none below ${MIN_RSA_BITS}`
      : null;
  } catch (error) {
    // OpenSSL's own words ("DECODER routines::unsupported") say nothing to a person.
    const isKind = error instanceof Error && error.message.includes('cannot sign DKIM');
    return isKind ? error.message : 'is no private key in PEM (RSA or Ed25519)';
  }
}

/** Why the key in this file cannot be used; null when it can. A file that cannot be read is reported elsewhere. */
export function dkimKeyFault({ keyFile }: DkimEntry): string | null {
  const read = readText(keyFile);
  if (read.kind === 'failed') return null;
  if ((statSync(keyFile).mode & READABLE_BY_OTHERS) !== 0)
    return `${keyFile} can be read by everybody on this machine: chmod 600`;
  const fault = faultOf(read.text);
  return fault === null ? null : `${keyFile} ${fault}`;
}

/** The keys with their octets; those that cannot be used are left out, see {@link dkimKeyFault}. */
export function readDkimKeys(entries: readonly DkimEntry[]): readonly DkimKey[] {
  return entries.flatMap(({ domain: written, selector, keyFile }) => {
    const read = readText(keyFile);
    const domain = parseDomain(written);
    return read.kind === 'read' && domain !== null ? [{ domain, selector, privateKey: read.text }] : [];
  });
}

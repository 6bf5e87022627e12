// Whether a mail that is signed or encrypted as a whole keeps a second copy of its recipients inside: then taking them
// out of the header would hide nothing. Called by preview-repair.ts before recipients are hidden.

import { latin1 } from '../../attachment/octets.ts';
import { FaultList } from '../faults.ts';
import { partsOf } from '../open-mail.ts';
import { type Part, scanStructure } from '../parts.ts';
import { showsRecipients } from './recipients.ts';

/** The keys or certificates that may open it are listed in front of the content (RFC 5652 §6.2, RFC 9580 §5.1). */
const ENCRYPTED = /^(?:multipart\/encrypted|application\/(?:x-)?pkcs7-mime)$/;

const isArmoured = ({ type, body }: Part): boolean =>
  type === 'text/plain' && latin1(body, 0, 2000).includes('-----BEGIN PGP MESSAGE-----');

/** Header protection (RFC 9788): the signed part repeats the header of the mail. */
function repeatsRecipients(signed: Part): boolean {
  return signed.children.slice(0, 1).some(({ fields }) => showsRecipients(fields.map(({ name }) => name)));
}

/** Why hiding recipients in the header would not hide them; null when it does. */
export function recipientsInside(octets: Uint8Array): string | null {
  for (const part of partsOf(scanStructure(octets, new FaultList()).root)) {
    if (ENCRYPTED.test(part.type) || isArmoured(part))
      return 'an encrypted mail lists whom it is encrypted for';
    if (part.type === 'multipart/signed' && repeatsRecipients(part))
      return 'the signed part repeats the recipients';
  }
  return null;
}

// Does the mail say that somebody else wrote it? Compares From with the submitter (login, else reverse-path).
// A reverse-path of ours for a From of ours is usual (VERP, shared mailboxes); a From that is not ours is not.

import { addressKey, parseAddrSpec } from '../address.ts';
import { CLEAR, defineCheck, found } from '../check.ts';
import { sideOf } from '../organizations.ts';

export const senderMismatch = defineCheck(
  'sender-mismatch',
  ({ envelope, content }, { settings, rules, mailClass }) => {
    const { from, sender, forwardingFields } = content.header;
    if (envelope.reversePath === null || mailClass === 'report' || forwardingFields.length > 0) return CLEAR;
    const shown = from[0]?.address;
    const login = envelope.authenticatedAs === null ? null : parseAddrSpec(envelope.authenticatedAs);
    const submitter = login ?? envelope.reversePath;
    const variant = mismatch();
    if (variant === null) return CLEAR;
    const values = { from: shown ?? '', submitter, count: from.length };
    const evidence = from.map(({ address, name }) => ({
      kind: 'address' as const,
      value: address,
      ...(name ? { note: name } : {}),
    }));
    return found(settings.action, `sender-mismatch/${variant}`, values, [
      ...evidence,
      { kind: 'address', value: submitter },
    ]);

    function mismatch(): 'no-from' | 'several' | 'foreign-from' | 'not-the-login' | null {
      if (shown === undefined) return 'no-from';
      if (from.length > 1 && sender === null) return 'several';
      if (addressKey(shown) === addressKey(submitter)) return null;
      if (sender !== null && addressKey(sender.address) === addressKey(submitter)) return null;
      if (sideOf(shown, rules) === 'outside') return 'foreign-from';
      return login === null ? null : 'not-the-login';
    }
  },
);

// The English sentences of findings, by sentence key. One sentence, plain words, the numbers in it; the label fits a list.

import { type Lines, list, plural, type SentenceKey } from './lines.ts';

export const en: Readonly<Record<SentenceKey, Lines>> = {
  'blocked-recipient': {
    label: () => 'Blocked recipient',
    sentence: (v) => `The policy does not allow mail to ${list(v.addresses, 3, 'others')}.`,
  },
  uninspectable: {
    label: () => 'Could not be inspected',
    sentence: (v) =>
      `A part of this mail could not be inspected (${v.where}: ${faultEn(v.code)}), so a person has to look.`,
    note: (_, e) => (e.note ?? '').replace(/^([a-z0-9-]+)/, (code) => faultEn(code)),
  },
  'uninspectable/check-failed': {
    label: () => 'Could not be inspected',
    sentence: (v) =>
      `A check could not be carried out (${list(v.checks, 3, 'others')}), so a person has to look.`,
  },
  'sender-mismatch/no-from': {
    label: () => 'No sender shown',
    sentence: (v) => `The mail has no valid From; it was sent as ${v.submitter}.`,
  },
  'sender-mismatch/several': {
    label: () => 'Several senders',
    sentence: (v) => `The mail names ${v.count} senders in From and does not say who sent it.`,
  },
  'sender-mismatch/foreign-from': {
    label: () => 'Sender is not ours',
    sentence: (v) =>
      `The mail says it is from ${v.from}, which is not an address of this company; it was sent as ${v.submitter}.`,
  },
  'sender-mismatch/not-the-login': {
    label: () => 'Sender differs',
    sentence: (v) => `The mail says it is from ${v.from}, but ${v.submitter} signed in to send it.`,
  },
  'visible-recipients': {
    label: (v) => `Addresses visible: ${v.count}`,
    sentence: (v) =>
      `${v.count} outside addresses of ${plural(v.organizations, 'organisation')} are visible to each other in To/Cc for the first time (limit ${v.limit}).${v.bcc === 1 ? ' Was Bcc meant?' : ''}`,
    note: (_, e) => `newly visible to ${plural(e.note ?? '', 'other outside recipient')}`,
  },
  'many-recipients': {
    label: (v) => `Many recipients: ${v.count}`,
    sentence: (v) =>
      `The mail goes to ${v.count} outside recipients at ${plural(v.organizations, 'organisation')} at once (limit ${v.limit}).`,
  },
  'first-contact/company': {
    label: (v) => `First contact: ${v.count}`,
    sentence: (v) =>
      `Nobody here has written to ${list(v.addresses, 3, 'others')} or their organisation before.`,
    note: () => 'no mail in the history',
  },
  'first-contact/address': {
    label: (v) => `New address: ${v.count}`,
    sentence: (v) => `The sender has not written to ${list(v.addresses, 3, 'others')} before.`,
    note: () => 'new to this sender',
  },
  'lookalike-domain': {
    label: () => 'Mistyped domain?',
    sentence: (v) => `${v.domain} has never been written to and looks like ${v.meant}: mistyped?`,
    note: (_, e) => `did you mean ${e.note}?`,
  },
  'lookalike-domain/display-name': {
    label: () => 'Name hides address',
    sentence: (v) => `The recipient's name shows ${v.shown}, but the mail goes to ${v.address}.`,
  },
  'external-among-internal': {
    label: () => 'Outsider in the list',
    sentence: (v) => `${v.address} is outside the company, among ${v.inside} colleagues.`,
  },
  'important-recipient': {
    label: () => 'Important customer',
    sentence: (v) => `${v.address} is on the list of important customers, and the mail carries content.`,
  },
  'auto-forward': {
    label: () => 'Forwarded by a rule',
    sentence: (v) => `A mailbox rule forwards this mail by itself to ${v.address} outside the company.`,
  },
  'unencrypted-personal-data': {
    label: (v) => `Personal data: ${v.persons}`,
    sentence: (v) =>
      `Personal data of ${plural(v.persons, 'person')} (${list(v.kinds, 4, 'more')}) leaves unencrypted in ${placeEn(v.where)} (limit ${v.limit}).`,
    note: (_, e) => (e.kind === 'file' ? plural(e.note ?? '', 'person') : (e.note ?? '')),
  },
  'my-number': {
    label: (v) => `My Number: ${v.count}`,
    sentence: (v) => `${plural(v.count, 'My Number')} unprotected in ${placeEn(v.where)}.`,
    note: (_, e) => (e.kind === 'file' ? plural(e.note ?? '', 'person') : (e.note ?? '')),
  },
  'special-care-data': {
    label: (v) => `Health data: ${v.persons}`,
    sentence: (v) =>
      `Health or care data of ${plural(v.persons, 'person')} leaves unencrypted in ${placeEn(v.where)}.`,
    note: (_, e) => (e.kind === 'file' ? plural(e.note ?? '', 'person') : (e.note ?? '')),
  },
  'confidential-marking': {
    label: (v) => `Marked ${v.word}`,
    sentence: (v) => `“${v.word}” stands in ${placeEn(v.where)}, and the mail goes outside.`,
  },
  'password-with-attachment': {
    label: () => 'Password in the mail',
    sentence: (v) => `The password stands in the same mail as the protected file ${v.file}.`,
  },
  'password-with-attachment/name': {
    label: () => 'Password in the name',
    sentence: (v) => `The name of the protected file ${v.file} tells its password.`,
  },
  'forbidden-attachment': {
    label: (v) => `Forbidden file: ${v.why}`,
    sentence: (v) => `The policy does not allow ${v.file} (${v.why}).`,
  },
  'encrypted-content': {
    label: () => 'Encrypted content',
    sentence: (v) => `${v.file} is encrypted, so what is in it was not inspected.`,
  },
};

function placeEn(where: unknown): string {
  return where === 'body' ? 'the text' : where === 'subject' ? 'the subject' : String(where);
}

const FAULTS_EN: Readonly<Record<string, string>> = {
  timeout: 'reading took too long',
  'out-of-memory': 'reading needed too much memory',
  'reader-crashed': 'the reader broke down',
  'readers-disagree': 'two readers see different content',
  'too-deep': 'nested too deeply',
  'too-large': 'too large',
  'damaged-archive': 'a damaged archive',
  'damaged-file': 'a damaged file',
  'unsupported-format': 'a format that cannot be read',
  'duplicate-header': 'a header field stands twice',
};

function faultEn(code: unknown): string {
  return FAULTS_EN[String(code)] ?? String(code).replaceAll('-', ' ');
}

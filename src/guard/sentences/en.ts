// The English sentences of findings, by sentence key. One sentence, plain words, the numbers in it; the label fits a list.

import { fileFaultsEn } from './file-faults.ts';
import { hiddenContentEn } from './hidden-content.ts';
import { type Lines, list, placeEn, plural, type SentenceKey } from './lines.ts';
import { personalDataEn } from './personal-data.ts';
import { visibleRecipientsEn } from './visible-recipients.ts';

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
  ...visibleRecipientsEn,
  'many-recipients': {
    label: (v) => `Many recipients: ${v.count}`,
    sentence: (v) =>
      `The mail goes to ${v.count} outside recipients at ${plural(v.organizations, 'organisation')} at once (limit ${v.limit}).`,
  },
  'first-contact/company': {
    label: (v) => `First contact: ${v.count}`,
    sentence: (v) =>
      `Nobody here has written to ${list(v.addresses, 3, 'others', Number(v.count))} or their organisation before.`,
    note: () => 'no mail in the history',
  },
  'first-contact/address': {
    label: (v) => `New address: ${v.count}`,
    sentence: (v) =>
      `The sender has not written to ${list(v.addresses, 3, 'others', Number(v.count))} before.`,
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
  'lookalike-domain/address': {
    label: () => 'Mistyped address?',
    sentence: (v) => `${v.domain} has never been written to and looks like ${v.meant}: mistyped?`,
    note: (_, e) => `did you mean ${e.note}?`,
  },
  'external-among-internal': {
    label: () => 'Outsider in the list',
    sentence: (v) => `${v.address} is outside the company, among ${v.inside} colleagues.`,
  },
  'external-among-internal/company': {
    label: () => 'Outsider in the list',
    sentence: (v) =>
      `${v.address} is the only one of another company among ${v.inside} people of ${v.company}.`,
  },
  'external-among-internal/aside': {
    label: () => 'Overheard outside',
    sentence: (v) =>
      `The mail speaks to colleagues about outsiders (“${v.word}”), and ${v.address} reads it.`,
  },
  'freemail-recipient': {
    label: () => 'Private address',
    sentence: (v) =>
      `${v.address} is a private address at a free mail service, among ${plural(v.colleagues, 'colleague')}.`,
  },
  'freemail-recipient/colleague': {
    label: () => 'Private address',
    sentence: (v) => `${v.address} is a private address; the colleague of that name is ${v.meant}.`,
  },
  'same-name-other-domain': {
    label: () => 'Namesake meant?',
    sentence: (v) =>
      `${v.address} bears the same name as ${v.meant}, who is written to far more often (${v.usual} against ${v.count}). Which one is meant?`,
    note: (v, e) => (e.value === v.meant ? `usual: ${plural(e.note ?? '', 'mail')}` : (e.note ?? '')),
  },
  'salutation-mismatch': {
    label: () => 'Greets somebody else',
    sentence: (v) => `The mail greets ${v.name} but goes to ${v.address}, who is known by another name.`,
    note: (_, e) => (e.note ? `known as ${e.note}` : ''),
  },
  'salutation-mismatch/meant': {
    label: () => 'Greets somebody else',
    sentence: (v) => `The mail greets ${v.name} but goes to ${v.address}. Was ${v.meant} meant?`,
    note: (_, e) => e.note ?? '',
  },
  'salutation-mismatch/company': {
    label: () => 'Greets another company',
    sentence: (v) => `The mail greets ${v.name} but goes to ${v.address}, which belongs to another company.`,
    note: (_, e) => (e.note ? `known as ${e.note}` : ''),
  },
  'salutation-mismatch/company-meant': {
    label: () => 'Greets another company',
    sentence: (v) =>
      `The mail greets ${v.name} but goes to ${v.address}. ${v.name} is written to at ${v.meant}.`,
    note: (_, e) => e.note ?? '',
  },
  'thread-drift/greets-author': {
    label: () => 'Forwarded, not replied?',
    sentence: (v) =>
      `The text speaks to ${v.author}, who wrote the quoted mail, but goes to ${v.address}. Was a reply meant?`,
  },
  'thread-drift/restricted': {
    label: () => 'Passed on although asked',
    sentence: (v) =>
      `The quoted mail asks to stay among its readers (“${v.word}”), and ${v.address} was not one of them.`,
  },
  'thread-drift/internal': {
    label: () => 'Internal mail goes out',
    sentence: (v) =>
      `A conversation among colleagues goes with its content to ${v.address}, who was not in it.`,
  },
  'thread-drift/stranger': {
    label: () => 'Stranger in the thread',
    sentence: (v) =>
      `The conversation with ${v.author} is shown to ${v.address}, to whom nobody here has written before.`,
  },
  'thread-drift/aside': {
    label: () => 'Reply to all?',
    sentence: (v) =>
      `The reply speaks to colleagues about outsiders (“${v.word}”), and ${v.address} gets it too. Was it meant for all?`,
  },
  'distribution-list': {
    label: () => 'Outside readers',
    sentence: (v) =>
      `${v.address} is a mailing list with outside members${Number(v.members) > 0 ? ` (${v.members})` : ''}.`,
    note: (_, e) => (Number(e.note) > 0 ? plural(e.note, 'outside member') : ''),
  },
  'distribution-list/meant': {
    label: () => 'Outside readers',
    sentence: (v) =>
      `${v.address} is a mailing list with outside members (${v.members}). Was the list ${v.meant} meant?`,
    note: (_, e) => (Number(e.note) > 0 ? plural(e.note, 'outside member') : ''),
  },
  burst: {
    label: (v) => `Burst: ${v.count}`,
    sentence: (v) =>
      `This account has written to ${v.count} outside recipients in ${v.minutes} minutes, ${v.new} of them for the first time (limit ${v.limit}). Is it in the right hands?`,
  },
  'mail-merge-mismatch': {
    label: (v) => `Names shifted: ${v.differing}`,
    sentence: (v) =>
      `In ${v.differing} of the last mails made from one template the name greeted does not fit the address; here ${v.name} is greeted at ${v.address}.`,
    note: (_, e) => (e.note ? `greeted as ${e.note}` : ''),
  },
  'mail-merge-mismatch/constant': {
    label: (v) => `One name for ${v.differing}`,
    sentence: (v) =>
      `${v.differing} different recipients of mails made from one template are all greeted as ${v.name}.`,
    note: (_, e) => (e.note ? `greeted as ${e.note}` : ''),
  },
  'important-recipient': {
    label: () => 'Important customer',
    sentence: (v) => `${v.address} is on the list of important customers, and the mail carries content.`,
  },
  'auto-forward': {
    label: () => 'Forwarded by a rule',
    sentence: (v) => `A mailbox rule forwards this mail by itself to ${v.address} outside the company.`,
  },
  'mail-merge-mismatch/shown': {
    label: (v) => `One address for ${v.differing}`,
    sentence: (v) =>
      `${v.differing} mails made from one template show ${v.name} in To or Cc, although they go to other people.`,
    note: () => '',
  },
  ...personalDataEn,
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
  'password-with-attachment/after': {
    label: () => 'Password by mail',
    sentence: (v) => `The password follows the protected file ${v.file} by mail to the same people.`,
  },
  'password-with-attachment/before': {
    label: () => 'Password by mail',
    sentence: (v) => `The password of the protected file ${v.file} was mailed to the same people before.`,
  },
  'attachment-recheck': {
    label: (v) => `Attachments: ${v.count}`,
    sentence: (v) => `${plural(v.count, 'file')} (${v.file}) will leave the company: the right one?`,
  },
  ...hiddenContentEn((_, e) => e.note ?? ''),
  'wrong-file': {
    label: () => "Another customer's file",
    sentence: (v) =>
      `${v.file} names ${v.company}, to whom mail goes at ${v.meant}, not to these recipients.`,
    note: (_, e) => e.note ?? '',
  },
  'wrong-file/sent-before': {
    label: () => "Another customer's file",
    sentence: (v) => `The same file ${v.file}, with personal data, was sent to ${v.meant} before.`,
    note: (_, e) => e.note ?? '',
  },
  'missing-attachment': {
    label: () => 'Attachment missing?',
    sentence: () => 'The text speaks of an attachment, but no file is attached.',
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

const FAULTS_EN: Readonly<Record<string, string>> = {
  ...fileFaultsEn,
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

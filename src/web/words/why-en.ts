// Behind “Why?”: what a check looks for and what usually went wrong when it was right. English.

import type { CheckId } from '../../guard/checks-list.ts';

export const whyEn: Readonly<Record<CheckId, string>> = {
  'blocked-recipient': 'The policy names recipients that nobody here may write to.',
  uninspectable:
    'What cannot be read as every reader may read it could carry anything. Damaged files, contradictory structure or a reader that broke are no accusation: somebody just has to look.',
  'sender-mismatch':
    'The sender shown to the recipient is not the one who sent the mail. Often a shared mailbox or a wrong account; sometimes a stolen password.',
  'visible-recipients':
    'Everybody in To and Cc sees all the other addresses. People of different companies who have not seen each other’s address yet do so now: the most frequent accident with personal data is a mailing in Cc instead of Bcc.',
  'many-recipients':
    'A mailing from an ordinary mailbox reaches many people with one click, and so does its mistake.',
  'first-contact':
    'Somebody who was never written to is more often a slip than an old acquaintance: a wrong pick of the address book, a typing error. It is held when the mail carries something that would hurt in wrong hands.',
  'external-among-internal':
    'One outsider in a list of colleagues is often a namesake that the address book completed.',
  'lookalike-domain':
    'The domain is new and one slip away from one that is written to often. Domains like that are registered by others, and they do receive mail.',
  'freemail-recipient': 'Business mail to a private mailbox leaves the protection of both companies.',
  'same-name-other-domain': 'The same name exists at a domain that is written to often.',
  'salutation-mismatch': 'The text greets somebody else than the mail goes to.',
  'thread-drift': 'The mail answers a conversation and goes to somebody who was not part of it.',
  'distribution-list': 'A list stands for people you do not see here, some of them outside.',
  'important-recipient': 'The policy asks for a second pair of eyes on mail to this recipient.',
  'auto-forward':
    'A rule of a mailbox sends the mail outside without anybody having decided so for this mail.',
  burst: 'Much more mail than usual from one sender in a short time.',
  'mail-merge-mismatch': 'In a mailing, the text of one recipient seems to have gone to another.',
  'unencrypted-personal-data':
    'So many different persons are told apart in text and files: names with an address, a number, a date of birth. If it goes to the wrong place, each of them has to be told.',
  'my-number': 'A My Number with a valid check digit. The law allows it to be given for named purposes only.',
  'special-care-data': 'Illness, care or disability of a named person: data that the law protects most.',
  'confidential-marking': 'The author of the text or the file marked it as not for outside.',
  'password-with-attachment': 'Whoever gets this mail by mistake gets the key with the lock.',
  'attachment-recheck': 'The policy asks to look at the attachments once more.',
  'hidden-content':
    'The file holds something that its reader does not see at first sight: a sheet, rows, comments.',
  'wrong-file': 'The file does not look like what the text says or what this recipient usually gets.',
  'missing-attachment': 'The text speaks of an attachment, and there is none.',
  'forbidden-attachment':
    'The policy does not allow files of this kind; what they are is told by their content, not their name.',
  'encrypted-content':
    'What is protected by a password was not looked into. That is recorded, not held against anybody.',
};

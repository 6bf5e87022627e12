// Every check of the list with its table of cases: a new check without one is a type error.

import type { CheckId } from '../../../src/guard/checks-list.ts';
import { attachmentRecheck, missingAttachment } from './attachments.ts';
import { autoForward } from './auto-forward.ts';
import { blockedRecipient } from './blocked-recipient.ts';
import { burst } from './burst.ts';
import type { Case } from './case.ts';
import { confidentialMarking } from './confidential-marking.ts';
import { distributionList } from './distribution-list.ts';
import { encryptedContent } from './encrypted-content.ts';
import { externalAmongInternal } from './external-among-internal.ts';
import { firstContact } from './first-contact.ts';
import { forbiddenAttachment } from './forbidden-attachment.ts';
import { freemailRecipient } from './freemail-recipient.ts';
import { hiddenContent } from './hidden-content.ts';
import { importantRecipient } from './important-recipient.ts';
import { lookalikeDomain } from './lookalike-domain.ts';
import { mailMergeMismatch } from './mail-merge-mismatch.ts';
import { manyRecipients } from './many-recipients.ts';
import { myNumber } from './my-number.ts';
import { passwordWithAttachment } from './password-with-attachment.ts';
import { salutationMismatch } from './salutation-mismatch.ts';
import { sameNameOtherDomain } from './same-name-other-domain.ts';
import { senderMismatch } from './sender-mismatch.ts';
import { specialCareData } from './special-care-data.ts';
import { threadDrift } from './thread-drift.ts';
import { unencryptedPersonalData } from './unencrypted-personal-data.ts';
import { uninspectable } from './uninspectable.ts';
import { visibleRecipients } from './visible-recipients.ts';
import { wrongFile } from './wrong-file.ts';

export const TABLES: Readonly<Record<CheckId, readonly Case[]>> = {
  'blocked-recipient': blockedRecipient,
  'sender-mismatch': senderMismatch,
  'visible-recipients': visibleRecipients,
  'many-recipients': manyRecipients,
  'first-contact': firstContact,
  'external-among-internal': externalAmongInternal,
  'lookalike-domain': lookalikeDomain,
  'freemail-recipient': freemailRecipient,
  'same-name-other-domain': sameNameOtherDomain,
  'salutation-mismatch': salutationMismatch,
  'thread-drift': threadDrift,
  'distribution-list': distributionList,
  'important-recipient': importantRecipient,
  'auto-forward': autoForward,
  burst,
  'mail-merge-mismatch': mailMergeMismatch,
  'password-with-attachment': passwordWithAttachment,
  'confidential-marking': confidentialMarking,
  'forbidden-attachment': forbiddenAttachment,
  'wrong-file': wrongFile,
  'missing-attachment': missingAttachment,
  'attachment-recheck': attachmentRecheck,
  uninspectable,
  'unencrypted-personal-data': unencryptedPersonalData,
  'my-number': myNumber,
  'special-care-data': specialCareData,
  'hidden-content': hiddenContent,
  'encrypted-content': encryptedContent,
};

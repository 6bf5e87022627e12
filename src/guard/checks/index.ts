// All checks, in the order in which they are asked; a manager can read this as the table of contents of the policy.

import type { Check } from '../check.ts';
import { attachmentRecheck } from './attachment-recheck.ts';
import { autoForward } from './auto-forward.ts';
import { blockedRecipient } from './blocked-recipient.ts';
import { burst } from './burst.ts';
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
import { missingAttachment } from './missing-attachment.ts';
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

export const CHECKS: readonly Check[] = [
  blockedRecipient,
  uninspectable,
  senderMismatch,
  visibleRecipients,
  manyRecipients,
  firstContact,
  lookalikeDomain,
  externalAmongInternal,
  freemailRecipient,
  sameNameOtherDomain,
  salutationMismatch,
  threadDrift,
  distributionList,
  importantRecipient,
  autoForward,
  burst,
  mailMergeMismatch,
  unencryptedPersonalData,
  myNumber,
  specialCareData,
  confidentialMarking,
  passwordWithAttachment,
  attachmentRecheck,
  hiddenContent,
  wrongFile,
  missingAttachment,
  forbiddenAttachment,
  encryptedContent,
];

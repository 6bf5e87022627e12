// All checks, in the order in which they are asked; a manager can read this as the table of contents of the policy.

import type { Check } from '../check.ts';
import { autoForward } from './auto-forward.ts';
import { blockedRecipient } from './blocked-recipient.ts';
import { confidentialMarking } from './confidential-marking.ts';
import { encryptedContent } from './encrypted-content.ts';
import { externalAmongInternal } from './external-among-internal.ts';
import { firstContact } from './first-contact.ts';
import { forbiddenAttachment } from './forbidden-attachment.ts';
import { importantRecipient } from './important-recipient.ts';
import { lookalikeDomain } from './lookalike-domain.ts';
import { manyRecipients } from './many-recipients.ts';
import { myNumber } from './my-number.ts';
import { passwordWithAttachment } from './password-with-attachment.ts';
import { senderMismatch } from './sender-mismatch.ts';
import { specialCareData } from './special-care-data.ts';
import { unencryptedPersonalData } from './unencrypted-personal-data.ts';
import { uninspectable } from './uninspectable.ts';
import { visibleRecipients } from './visible-recipients.ts';

export const CHECKS: readonly Check[] = [
  blockedRecipient,
  uninspectable,
  senderMismatch,
  visibleRecipients,
  manyRecipients,
  firstContact,
  lookalikeDomain,
  externalAmongInternal,
  importantRecipient,
  autoForward,
  unencryptedPersonalData,
  myNumber,
  specialCareData,
  confidentialMarking,
  passwordWithAttachment,
  forbiddenAttachment,
  encryptedContent,
];

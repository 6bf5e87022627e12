// The policy's `autoRepair`: what is done to a mail by rule, for whom and with which exceptions. Applied by
// auto-repair.ts.

import { z } from 'zod';
import { addressSchema } from './address-schema.ts';

const patterns = z.array(z.string().min(1)).default([]);
const scope = {
  /** As in overrides: `from` and `group` the sender, `to` every outside recipient; empty fits everything. */
  when: z.strictObject({ from: patterns, to: patterns, group: patterns }).prefault({}),
  /** Not for these senders, and not for a mail that goes to one of these recipients, or shows one. */
  except: z.strictObject({ from: patterns, to: patterns, group: patterns }).prefault({}),
};

/** In the order of the list; every entry that fits is carried out. */
export const autoRepairSchema = z
  .array(
    z.discriminatedUnion('do', [
      /** To and Cc are moved to Bcc when so many outside addresses would be shown to others for the first time. */
      z.strictObject({ ...scope, do: z.literal('to-bcc'), atNewlyDisclosed: z.int().min(2).default(10) }),
      /** A copy of mail that goes outside, which its recipients do not see. */
      z.strictObject({ ...scope, do: z.literal('add-bcc'), address: addressSchema }),
      /** The same for whoever `approvers` names for the sender; without an entry, their manager. */
      z.strictObject({ ...scope, do: z.literal('add-approver') }),
    ]),
  )
  .default([]);

export type AutoRepair = z.output<typeof autoRepairSchema>[number];

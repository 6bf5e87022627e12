// Repairs (直して送る) as typed operations: what a form or the policy may ask for. Parsed here, carried out by
// preview-repair.ts.

import { z } from 'zod';
import type { AddrSpec } from '../../guard/address.ts';
import { addressSchema, domainSchema } from '../../guard/address-schema.ts';

const addresses = z.array(addressSchema).min(1);
/** A line end would start another field; a character that nobody sees would show another name. */
const displayName = z
  .string()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u, 'expected visible characters');
const part = z
  .string()
  .regex(/^\d{1,3}(?:\.\d{1,3}){0,20}$/, 'expected the number of a part such as 2 or 1.3');

export const operationSchema = z.discriminatedUnion('op', [
  /** Out of every field that shows recipients; they still get the mail. null: all of them. */
  z.strictObject({ op: z.literal('to-bcc'), addresses: addresses.nullable() }),
  /** Each recipient gets a mail of their own, addressed to them alone. */
  z.strictObject({ op: z.literal('one-per-recipient') }),
  z.strictObject({ op: z.literal('drop-recipients'), addresses }),
  z.strictObject({ op: z.literal('add-cc'), address: addressSchema, name: displayName.nullable() }),
  z.strictObject({ op: z.literal('add-bcc'), address: addressSchema }),
  z.strictObject({ op: z.literal('correct-domain'), wrong: domainSchema, right: domainSchema }),
  z.strictObject({ op: z.literal('correct-address'), wrong: addressSchema, right: addressSchema }),
  z.strictObject({ op: z.literal('drop-attachment'), part }),
  /** Each in a zip of its own with AES-256, all with one passphrase. */
  z.strictObject({ op: z.literal('protect-attachment'), parts: z.array(part).min(1) }),
]);

export const operationsSchema = z.array(operationSchema).min(1).max(20);

export type Operation = z.output<typeof operationSchema>;
export type OperationOf<Op extends Operation['op']> = Extract<Operation, { readonly op: Op }>;

/** Who gets the mail and who hears of failure; null is the null reverse-path. */
export type RepairEnvelope = {
  readonly reversePath: AddrSpec | null;
  readonly forwardPaths: readonly AddrSpec[];
};

export type RepairRefusal =
  /** The operations change nothing. */
  | 'no-change'
  /** An address that the mail does not go to, or a part that it does not have. */
  | 'unknown-recipient'
  | 'unknown-part'
  /** Nobody would be left to send to. */
  | 'no-recipients'
  /** A field or part that readers take in different ways. */
  | 'in-doubt'
  /** Signed or encrypted by S/MIME or OpenPGP. */
  | 'sealed'
  /** Not a file, or the only part that there is. */
  | 'not-an-attachment'
  | 'too-large';

/** Thrown within this folder only; previewRepair turns it into its answer. */
export class RepairRefused extends Error {
  readonly code: RepairRefusal;

  constructor(code: RepairRefusal, detail: string) {
    super(detail);
    this.code = code;
  }
}

// What somebody asks for on the page that repairs a mail, as operations. Every value is parsed as the policy's would be;
// nothing of a form reaches a mail unparsed.

import { z } from 'zod';
import { type AddrSpec, parseAddrSpec } from '../guard/address.ts';
import { type Operation, operationSchema, operationsSchema } from '../message/rewrite/operations.ts';
import type { Fields } from './visit.ts';

/** A checkbox gives one text or several. */
const several = z
  .union([
    z.array(z.string().max(2000)).max(2000),
    z
      .string()
      .max(2000)
      .transform((one) => [one]),
  ])
  .default([]);
const line = z.string().max(500).default('');

const chooserForm = z.strictObject({
  csrf: z.string(),
  recipients: z.enum(['as-is', 'to-bcc', 'one-per-recipient']).default('as-is'),
  /** Operations as JSON: what was found says which. */
  correct: several,
  wrong: line,
  right: line,
  protect: several,
  dropFile: several,
  drop: several,
  /** Where recipients are too many to be listed: one on a line. */
  dropTyped: z.string().max(20_000).default(''),
  addCc: line,
  addBcc: line,
});

type Form = z.output<typeof chooserForm>;

export type Chosen =
  | { readonly kind: 'chosen'; readonly operations: readonly Operation[] }
  | { readonly kind: 'bad-address'; readonly text: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'bad' };

/** A text that is no address, thrown within this file only. */
class NoAddress extends Error {}

function addressOf(text: string): AddrSpec {
  const address = parseAddrSpec(text.trim());
  if (address === null) throw new NoAddress(text.trim());
  return address;
}

function typedAddresses(text: string): readonly AddrSpec[] {
  return text
    .split(/[\s,;]+/)
    .filter((one) => one !== '')
    .map(addressOf);
}

const RECIPIENTS: Readonly<Record<Form['recipients'], readonly object[]>> = {
  'as-is': [],
  'to-bcc': [{ op: 'to-bcc', addresses: null }],
  'one-per-recipient': [{ op: 'one-per-recipient' }],
};

const isCorrection = (operation: Operation): boolean => /^correct-(?:domain|address)$/.test(operation.op);

function corrections({ correct, wrong, right }: Form): readonly object[] {
  const found = correct.map((json) => operationSchema.parse(JSON.parse(json))).filter(isCorrection);
  const typed =
    right.trim() === '' ? [] : [{ op: 'correct-address', wrong: addressOf(wrong), right: addressOf(right) }];
  return [...found, ...typed];
}

/** Dropped first, so that an address corrected or added afterwards is not meant. */
function operationsOf(form: Form): readonly object[] {
  const { recipients, addCc, addBcc, protect, dropFile } = form;
  const drop = [...form.drop, ...typedAddresses(form.dropTyped)];
  const locked = protect.filter((part) => !dropFile.includes(part));
  return [
    ...(drop.length > 0 ? [{ op: 'drop-recipients', addresses: drop }] : []),
    ...corrections(form),
    ...(addCc.trim() === '' ? [] : [{ op: 'add-cc', address: addressOf(addCc), name: null }]),
    ...(addBcc.trim() === '' ? [] : [{ op: 'add-bcc', address: addressOf(addBcc) }]),
    ...RECIPIENTS[recipients],
    ...dropFile.map((part) => ({ op: 'drop-attachment', part })),
    ...(locked.length > 0 ? [{ op: 'protect-attachment', parts: locked }] : []),
  ];
}

export function parseChooser(fields: Fields): Chosen {
  const form = chooserForm.safeParse(fields);
  if (!form.success) return { kind: 'bad' };
  try {
    const wanted = operationsOf(form.data);
    if (wanted.length === 0) return { kind: 'nothing' };
    return { kind: 'chosen', operations: operationsSchema.parse(wanted) };
  } catch (error) {
    if (error instanceof NoAddress) return { kind: 'bad-address', text: error.message };
    if (error instanceof z.ZodError || error instanceof SyntaxError) return { kind: 'bad' };
    throw error;
  }
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const orderForm = z.strictObject({
  csrf: z.string(),
  operations: z.string().max(60_000),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  digest: sha256,
  sha256,
  envelopeSha256: sha256,
  revision: z.coerce.number().int().min(1),
  /** Present when the sender confirms at once. */
  confirm: z.literal('1').optional(),
});

export type OrderForm = Omit<z.output<typeof orderForm>, 'operations' | 'csrf'> & {
  readonly operations: readonly Operation[];
};

/** The form under a preview; null when it is none of ours. */
export function parseOrder(fields: Fields): OrderForm | null {
  const form = orderForm.safeParse(fields);
  if (!form.success) return null;
  try {
    return { ...form.data, operations: operationsSchema.parse(JSON.parse(form.data.operations)) };
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return null;
    throw error;
  }
}

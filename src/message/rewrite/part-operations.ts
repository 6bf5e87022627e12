// Operations on parts: attachments dropped, attachments protected. Called by preview-repair.ts.

import type { Operation, OperationOf } from './operations.ts';
import { dropPart, readFilePart, replacePart } from './parts.ts';
import { protectedPart } from './protected-part.ts';
import { cutMail, joinMail, type RawMail } from './raw-mail.ts';

/** What protecting takes: the passphrase of this mail, and that many octets nobody can guess. */
export type Protection = {
  readonly passphrase: string;
  readonly random: (octets: number) => Uint8Array;
};

/** Fields that measure the body. */
const MEASURES = new Set(['content-length', 'lines', 'content-md5']);

const numbersOf = (part: string): readonly number[] => part.split('.').map(Number);

/** In the order of the mail, from behind. */
function fromBehind(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const n = left.findIndex((number, i) => number !== right[i]);
  return n < 0 ? right.length - left.length : (right[n] ?? 0) - (left[n] ?? 0);
}

function protectPart(octets: Uint8Array, part: string, { passphrase, random }: Protection): Uint8Array {
  const { name, content } = readFilePart(octets, part);
  return replacePart(octets, part, protectedPart(name, content, passphrase, random));
}

const isDrop = (operation: Operation): operation is OperationOf<'drop-attachment'> =>
  operation.op === 'drop-attachment';
const isProtect = (operation: Operation): operation is OperationOf<'protect-attachment'> =>
  operation.op === 'protect-attachment';

/**
 * Carries out all operations on parts. Each part is named by its number in the mail as it was, so those that go are
 * taken out last and from behind. Throws RepairRefused.
 */
export function changeParts(
  mail: RawMail,
  operations: readonly Operation[],
  protection: Protection,
): RawMail {
  const dropped = new Set(operations.filter(isDrop).map(({ part }) => part));
  const locked = new Set(operations.filter(isProtect).flatMap(({ parts }) => parts));
  if (dropped.size + locked.size === 0) return mail;
  let octets = joinMail(mail);
  for (const part of locked) octets = protectPart(octets, part, protection);
  for (const part of [...dropped].sort(fromBehind)) octets = dropPart(octets, part);
  const changed = cutMail(octets);
  return { ...changed, fields: changed.fields.filter(({ name }) => !MEASURES.has(name)) };
}

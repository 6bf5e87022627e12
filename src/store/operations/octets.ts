// A mail's octets: sealed pieces of 1 MiB, whole or not at all. What is read back is what was accepted, or an error.

import type { KeyObject } from 'node:crypto';
import { sha256Hex } from '../digests.ts';
import type { Db } from '../schema.ts';
import { openSealed, type SealedPlace, seal, unwrapMailKey } from '../seal.ts';
import { IntegrityError, type MailId } from '../store.ts';
import type { Context } from './context.ts';

const PIECE_OCTETS = 1024 * 1024;

function placeOf(mailId: MailId, revision: number, n: number): SealedPlace {
  return { mailId, what: 'octets', revision, n };
}

/** One statement per piece: a large mail never stands in memory twice sealed. */
export async function writeOctets(
  db: Db,
  key: KeyObject,
  mail: { readonly id: MailId; readonly revision: number; readonly octets: Uint8Array },
): Promise<void> {
  const { id, revision, octets } = mail;
  for (let n = 0; n * PIECE_OCTETS < octets.length; n += 1) {
    const piece = octets.subarray(n * PIECE_OCTETS, (n + 1) * PIECE_OCTETS);
    const sealed = seal(key, placeOf(id, revision, n), piece);
    await db.insertInto('octets').values({ mail_id: id, revision, n, sealed }).execute();
  }
}

/** Throws IntegrityError when there is no such mail, or its octets are not the accepted ones. */
export async function readOctets(db: Db, ctx: Context, id: MailId): Promise<Uint8Array> {
  const mail = await db
    .selectFrom('mails')
    .select(['revision', 'size_octets', 'sha256', 'wrapped_key', 'erased_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (mail === undefined) throw new IntegrityError(`no octets of ${id}: there is no such mail`);
  if (mail.erased_at !== null) throw new IntegrityError(`octets of ${id} were erased at ${mail.erased_at}`);
  const key = unwrapMailKey(ctx.keys, id, mail.wrapped_key);
  const octets = new Uint8Array(mail.size_octets);
  let filled = 0;
  for (let n = 0; filled < octets.length; n += 1) {
    const row = await db
      .selectFrom('octets')
      .select('sealed')
      .where('mail_id', '=', id)
      .where('revision', '=', mail.revision)
      .where('n', '=', n)
      .executeTakeFirst();
    if (row === undefined)
      throw new IntegrityError(`octets of ${id} end after ${filled} of ${octets.length}`);
    const piece = openSealed(key, placeOf(id, mail.revision, n), row.sealed);
    if (piece.length === 0 || piece.length > octets.length - filled) {
      throw new IntegrityError(`octets of ${id} are not ${octets.length} long`);
    }
    octets.set(piece, filled);
    filled += piece.length;
  }
  if (sha256Hex(octets) !== mail.sha256) throw new IntegrityError(`octets of ${id} have another SHA-256`);
  return octets;
}

// A mail's octets: sealed pieces, whole or not at all. What is read back is what was accepted, or an error. Those of a
// large mail are read a step at a time, each an operation of its own (large-octets.ts asks), so that others get their turn.

import type { KeyObject } from 'node:crypto';
import { sha256Hex } from '../digests.ts';
import { letGo } from '../let-go.ts';
import type { Db, Schema } from '../schema.ts';
import { openSealed, type SealedPlace, seal, unwrapMailKey } from '../seal.ts';
import { statement } from '../statement.ts';
import { IntegrityError, type MailId } from '../store.ts';
import { type Context, chunksOf } from './context.ts';

/** Less than malloc takes from the system for itself and gives back at once, which costs more than all the rest. */
const PIECE_OCTETS = 120 * 1024;
const STEP_PIECES = 8;
export const STEP_OCTETS = STEP_PIECES * PIECE_OCTETS;

type OctetTable = 'octets' | 'early_octets';

function placeOf(mailId: MailId, revision: number, n: number): SealedPlace {
  return { mailId, what: 'octets', revision, n };
}

const into = (table: OctetTable) =>
  statement((db, rows: readonly Schema['octets'][]) => db.insertInto(table).values(rows));
const ADD = { octets: into('octets'), early_octets: into('early_octets') } as const;

/** One statement per step: a large mail never stands in memory twice sealed. `from` is where in the mail they belong. */
export async function writeOctets(
  db: Db,
  key: KeyObject,
  mail: {
    readonly id: MailId;
    readonly revision: number;
    readonly octets: Uint8Array;
    readonly table?: OctetTable;
    readonly from?: number;
  },
): Promise<void> {
  const { id, revision, octets, table = 'octets', from = 0 } = mail;
  if (from % PIECE_OCTETS !== 0) throw new Error(`no piece of a mail begins at ${from}`);
  const first = from / PIECE_OCTETS;
  const pieces = Math.ceil(octets.length / PIECE_OCTETS);
  for (let begun = 0; begun < pieces; begun += STEP_PIECES) {
    const rows = Array.from({ length: Math.min(STEP_PIECES, pieces - begun) }, (_, at) => {
      const n = first + begun + at;
      const start = (begun + at) * PIECE_OCTETS;
      const piece = octets.subarray(start, start + PIECE_OCTETS);
      return { mail_id: id, revision, n, sealed: seal(key, placeOf(id, revision, n), piece) };
    });
    await ADD[table](db, rows);
    for (const { sealed } of rows) letGo(sealed);
  }
}

export async function eraseOctets(db: Db, ids: readonly MailId[]): Promise<void> {
  for (const chunk of chunksOf(ids)) {
    for (const table of ['octets', 'early_octets'] as const) {
      await db.deleteFrom(table).where('mail_id', 'in', chunk).execute();
    }
  }
}

/** Where a mail is to be read on. */
export type OctetPlace = {
  readonly id: MailId;
  /** The revision that is being read; null: the current one. */
  readonly revision: number | null;
  /** The piece, and how many octets stand before it. */
  readonly n: number;
  readonly from: number;
};

/** Some octets of a mail; more follow when `from` of `next` is below `sizeOctets`, else SHA-256 is theirs. */
export type OctetStep = {
  readonly octets: Uint8Array;
  readonly sizeOctets: number;
  readonly sha256: string;
  readonly next: OctetPlace;
};

type Pieces = Omit<OctetPlace, 'from' | 'revision'> & { readonly revision: number };

const piecesIn = (table: OctetTable) =>
  statement((db, { id, revision, n }: Pieces) =>
    db
      .selectFrom(table)
      .select(['n', 'sealed'])
      .where('mail_id', '=', id)
      .where('revision', '=', revision)
      .where('n', '>=', n)
      .orderBy('n')
      .limit(STEP_PIECES),
  );
const piecesOfMail = piecesIn('octets');
const piecesWrittenEarly = piecesIn('early_octets');

async function findPieces(db: Db, pieces: Pieces) {
  const { rows } = await piecesOfMail(db, pieces);
  return rows.length > 0 ? rows : (await piecesWrittenEarly(db, pieces)).rows;
}

const findContent = statement((db, { id }: { readonly id: MailId }) =>
  db
    .selectFrom('mails')
    .select(['revision', 'size_octets', 'sha256', 'wrapped_key', 'erased_at'])
    .where('id', '=', id),
);

/**
 * The next octets of a mail; of a small one all, and their SHA-256 is the accepted one then. Throws IntegrityError when there
 * is no such mail or no such revision any more, or these octets are not the accepted ones.
 */
export async function readOctets(db: Db, ctx: Context, place: OctetPlace): Promise<OctetStep> {
  const { id, n, from } = place;
  const [mail] = (await findContent(db, { id })).rows;
  if (mail === undefined) throw new IntegrityError(`no octets of ${id}: there is no such mail`);
  if (mail.erased_at !== null) throw new IntegrityError(`octets of ${id} were erased at ${mail.erased_at}`);
  const { revision, sha256, size_octets: sizeOctets } = mail;
  if (place.revision !== null && place.revision !== revision)
    throw new IntegrityError(`octets of ${id} were replaced by those of revision ${revision}`);
  const key = unwrapMailKey(ctx.keys, id, mail.wrapped_key);
  const rows = sizeOctets > from ? await findPieces(db, { id, revision, n }) : [];
  const octets = joined(
    rows.map(({ sealed }, at) => {
      const piece = openSealed(key, placeOf(id, revision, n + at), sealed);
      letGo(sealed);
      return piece;
    }),
  );
  const end = from + octets.length;
  if (octets.length === 0 && sizeOctets > from)
    throw new IntegrityError(`octets of ${id} end after ${from} of ${sizeOctets}`);
  if (end > sizeOctets) throw new IntegrityError(`octets of ${id} are not ${sizeOctets} long`);
  if (octets.length === sizeOctets && sha256Hex(octets) !== sha256)
    throw new IntegrityError(`octets of ${id} have another SHA-256`);
  return { octets, sizeOctets, sha256, next: { id, revision, n: n + rows.length, from: end } };
}

/** One array of its own, which may be handed over; the pieces are gone. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const octets = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let filled = 0;
  for (const piece of pieces) {
    octets.set(piece, filled);
    filled += piece.length;
    letGo(piece);
  }
  return octets;
}

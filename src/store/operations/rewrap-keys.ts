// After a key was added: the keys of mails that older ones still seal are sealed with the newest. A page at a time, in
// the order of ids; it can be broken off and begun again, for what is done already is passed over.

import type { Db } from '../schema.ts';
import { rewrapMailKey, wrappedBy } from '../seal.ts';
import type { MailId } from '../store.ts';
import type { Context } from './context.ts';

const PAGE = 200;

export type RewrapPage = {
  readonly rewrapped: number;
  /** The last id that was looked at; null at the end. */
  readonly last: MailId | null;
};

/** Looks at the mails behind `after`; null: from the first one on. Throws IntegrityError for a key that opens with none of ours. */
export async function rewrapKeys(db: Db, ctx: Context, after: MailId | null): Promise<RewrapPage> {
  const { keys } = ctx;
  const mails = db.selectFrom('mails').select(['id', 'wrapped_key']).orderBy('id').limit(PAGE);
  const rows = await (after === null ? mails : mails.where('id', '>', after)).execute();
  const old = rows.filter(({ wrapped_key }) => wrappedBy(wrapped_key) < keys.newest());
  for (const { id, wrapped_key } of old) {
    const wrapped = rewrapMailKey(keys, id, wrapped_key);
    await db.updateTable('mails').set({ wrapped_key: wrapped }).where('id', '=', id).execute();
  }
  return { rewrapped: old.length, last: rows.length < PAGE ? null : (rows.at(-1)?.id ?? null) };
}

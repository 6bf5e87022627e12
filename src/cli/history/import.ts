// Mails of the past → lessons in the store. Only mail of our own people teaches whom the company writes to.

import { oddPairs } from '../../guard/assemble.ts';
import type { Mailbox, Side } from '../../guard/facts.ts';
import { personKey } from '../../guard/fit.ts';
import { type Lesson, type Naming, pairOf } from '../../guard/history.ts';
import { parsePersonName } from '../../guard/names/person-name.ts';
import { sideOf } from '../../guard/organizations.ts';
import type { Rules } from '../../guard/policy.ts';
import type { Store } from '../../store/store.ts';
import { Problem } from '../explain-error.ts';
import type { PastMail, Source } from './sources.ts';

export type ImportResult = {
  /** Entries of the source, without those that an interrupted import had read. */
  readonly read: number;
  /** Those of our own people, with a date and recipients. */
  readonly used: number;
  /** Those that were not imported before. */
  readonly added: number;
  /** Where an interrupted import of this source had stopped; 0 when there was none. */
  readonly resumedAfter: number;
};

const BATCH = 500;
/** The limits of a lesson (guard/history.ts); a longer list says nothing about who knows whom. */
const MAX_TOGETHER = 400;
const MAX_PAIRS = 1000;
const MAX_NAMINGS = 60;

type Seen = Mailbox & { readonly side: Side };

function namingsOf(outside: readonly Seen[]): Naming[] {
  return outside.flatMap(({ name, address }): Naming[] => {
    const person = name === null ? null : parsePersonName(name);
    return person === null ? [] : [{ kind: 'person', subject: address, name: personKey(person) }];
  });
}

/** What a header alone teaches; greetings and files are learned from mail that passes by. */
function lessonOf({ at, author, recipients, visible }: PastMail, rules: Rules): Lesson {
  const distinct = new Map(visible.map((mailbox) => [mailbox.address, mailbox]));
  const seen = [...distinct.values()].map((mailbox) => ({
    ...mailbox,
    side: sideOf(mailbox.address, rules),
  }));
  const outside = seen.filter(({ side }) => side === 'outside');
  return {
    at,
    author,
    recipients,
    together: outside.length <= MAX_TOGETHER ? outside.map(({ address }) => address) : [],
    pairs: oddPairs(seen)
      .map(([outsider, colleague]) => pairOf(outsider, colleague))
      .slice(0, MAX_PAIRS),
    namings: namingsOf(outside).slice(0, MAX_NAMINGS),
    pace: null,
  };
}

function isOurs({ author, at }: PastMail, rules: Rules, now: string): boolean {
  return at <= now && sideOf(author, rules) === 'inside';
}

/** Nothing learned must not end learning. */
const nothingUsed = (read: number) =>
  `no mail of our own people (${read} read): is it the right source, and are all our domains in organization.domains?`;

/**
 * Imports all of them; `onProgress` is told after each batch. The same mail twice counts once. Stopped half-way, the
 * next import of the same source goes on behind the last batch. Throws Problem when there is nothing to learn.
 */
export async function importHistory(
  store: Store,
  rules: Rules,
  source: Source,
  now: string,
  onProgress: (so: ImportResult, share: number) => void,
): Promise<ImportResult> {
  const resumedAfter = await store.importPosition(source.name);
  let so: ImportResult = { read: 0, used: 0, added: 0, resumedAfter };
  let batch: { readonly key: string; readonly lesson: Lesson }[] = [];
  let done = 0;
  const flush = async (position: number | null) => {
    const added = await store.importHistory('mail', batch, { name: source.name, position });
    so = { ...so, used: so.used + batch.length, added: so.added + added };
    batch = [];
    onProgress(so, done / Math.max(1, source.total));
  };
  const entries = source.open(resumedAfter, (more) => {
    done += more;
  });
  for await (const { position, mail } of entries) {
    so = { ...so, read: so.read + 1 };
    if (mail !== null && isOurs(mail, rules, now))
      batch.push({ key: mail.key, lesson: lessonOf(mail, rules) });
    if (batch.length >= BATCH) await flush(position);
  }
  if (so.used + batch.length === 0 && resumedAfter === 0) throw new Problem(nothingUsed(so.read));
  await flush(null);
  return so;
}

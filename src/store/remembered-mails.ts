// The last hours' mail as it was opened, on the near side of the store: it never changes, and whoever sends much is asked about
// 64 of them with every mail. What is stored here is not asked for at all.

import type { AddrSpec } from '../guard/address.ts';
import type { HistoryAnswer, HistoryQuestion } from '../guard/history.ts';
import type { RecentMail } from '../guard/recent.ts';
import type { KeptRemembered } from './kept-judging.ts';
import type { Run } from './operations.ts';
import type { MailId } from './store.ts';

/** About a kilobyte each. */
const MAX_KEPT = 4096;

export type RememberedMails = {
  /** Of a mail that is stored; null: nothing is remembered of it. */
  keep(id: MailId, remembered: KeptRemembered | null): void;
  answerHistory(question: HistoryQuestion, now: string): Promise<HistoryAnswer>;
};

function parseRecent(text: string): RecentMail {
  return JSON.parse(text) as RecentMail;
}

export function rememberedMails(run: Run): RememberedMails {
  const kept = new Map<MailId, RecentMail>();

  function put(id: MailId, mail: RecentMail): void {
    kept.set(id, mail);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  }

  /** Those that are still remembered, in the order of their ids. */
  async function mailsOf(author: AddrSpec | null, ids: readonly MailId[]): Promise<readonly RecentMail[]> {
    const known = ids.map((id): readonly [MailId, RecentMail | undefined] => [id, kept.get(id)]);
    const unknown = known.flatMap(([id, mail]) => (mail === undefined ? [id] : []));
    const isKnown = author === null || unknown.length === 0;
    const opened = new Map(isKnown ? [] : await run('openRecent', { author, ids: unknown }));
    for (const [id, mail] of opened) put(id, mail);
    return known.flatMap(([id, mail]) => mail ?? opened.get(id) ?? []);
  }

  async function answerHistory(question: HistoryQuestion, now: string): Promise<HistoryAnswer> {
    const answer = await run('answerHistory', { question, now });
    return {
      ...answer,
      recent: { ...answer.recent, mails: await mailsOf(question.author, answer.recent.mails) },
    };
  }

  return {
    // Read again: what was judged may be a part of a large text, which would stay with it.
    keep: (id, remembered) => {
      if (remembered !== null) put(id, parseRecent(remembered.text));
    },
    answerHistory,
  };
}

// What has become of a mail, in one word and a colour. Pure.

import type { MailRow } from '../store/store.ts';
import type { Words } from './words/en.ts';

export type Status = {
  readonly text: string;
  readonly tone: 'waiting' | 'good' | 'bad' | 'quiet';
};

/** `undelivered`: how many of `recipients` were refused or given up. */
export type Delivery = { readonly recipients: number; readonly undelivered: number };

function deliveryStatus({ recipients, undelivered }: Delivery, { state, partly }: Words): Status {
  if (undelivered === 0) return { text: state.done, tone: 'good' };
  if (undelivered === recipients) return { text: state.failed, tone: 'bad' };
  return { text: partly(recipients - undelivered, recipients), tone: 'bad' };
}

export function statusOf(mail: MailRow, delivery: Delivery, words: Words): Status {
  if (mail.state === 'held') {
    const strongest = mail.needs.at(-1);
    return { text: strongest === undefined ? words.state.held : words.needs[strongest], tone: 'waiting' };
  }
  if (mail.state === 'queued') return { text: words.state.queued, tone: 'waiting' };
  if (mail.state === 'done') return deliveryStatus(delivery, words);
  const text = mail.decision === null ? words.state.cancelled : words.decision[mail.decision].done;
  return { text, tone: 'quiet' };
}

// What is kept of the judging of a mail besides its facts. Made by the caller of the store, so that no thread of a database
// loads the checks and the names.

import type { AddrSpec } from '../guard/address.ts';
import type { Facts } from '../guard/facts.ts';
import type { Remembered } from '../guard/recent.ts';
import { rememberedOf } from '../guard/recent-facts.ts';
import { type Judged, judgedOf } from '../guard/what-if/judged.ts';
import type { NewMail } from './store.ts';

/** `text`: the mail of {@link Remembered} as JSON. */
export type KeptRemembered = {
  readonly author: AddrSpec;
  readonly at: string;
  readonly text: string;
  readonly recipients: Remembered['recipients'];
};

function keptRemembered(facts: Facts): KeptRemembered | null {
  const remembered = rememberedOf(facts);
  if (remembered === null) return null;
  const { author, mail, recipients } = remembered;
  return { author, at: mail.at, text: JSON.stringify(mail), recipients };
}

/** How the mail was judged, for what-if, and what it leaves behind for the author's next ones. */
export type KeptJudging = { readonly judged: Judged | null; readonly remembered: KeptRemembered | null };

export function keptJudging({ facts, verdict }: Pick<NewMail, 'facts' | 'verdict'>): KeptJudging {
  return {
    judged: facts === null || verdict === null ? null : judgedOf(facts, verdict),
    remembered: facts === null ? null : keptRemembered(facts),
  };
}

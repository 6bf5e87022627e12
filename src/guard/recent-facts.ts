// Reads the author's recent mail for what it says about this one, and tells what this one leaves behind for the next.
// Pure; the windows are those of recent.ts.

import type { AddrSpec } from './address.ts';
import type { ContentFacts, Facts, RecipientFacts, VisibleFacts } from './facts.ts';
import { personKey } from './fit.ts';
import { parseGreeting } from './greeting.ts';
import {
  type Fit,
  isSameTemplate,
  minutesBefore,
  type Reach,
  type RecentAnswer,
  type RecentFacts,
  type RecentMail,
  type Remembered,
  type Series,
} from './recent.ts';

const MAX_TO = 20;
const LAST_OF_SERIES = 20;

type Input = {
  readonly content: ContentFacts;
  readonly receivedAt: string;
  readonly recipients: readonly RecipientFacts[];
  readonly visible: readonly VisibleFacts[];
  readonly recent: RecentAnswer;
  readonly fit: Fit;
};

const isFresh = ({ bySender, inQuotedThread }: RecipientFacts) => bySender === null && !inQuotedThread;

/** The key of the one person greeted, the given name with it. */
function greetedKey(content: ContentFacts): string | null {
  const [first, ...others] = parseGreeting(content.body.salutations).persons.filter(({ cc }) => !cc);
  if (first === undefined || others.length > 0) return null;
  return `${personKey(first.name)} ${first.name.given}`.trim();
}

function shownStranger({ visible, recipients }: Pick<Input, 'visible' | 'recipients'>): AddrSpec | null {
  const [only, ...others] = visible.filter(({ side }) => side === 'outside');
  if (only === undefined || others.length > 0) return null;
  return recipients.some(({ address }) => address === only.address) ? null : only.address;
}

const outsideOf = (recipients: readonly RecipientFacts[]) =>
  recipients.filter(({ side }) => side === 'outside');

function mailOf(input: Omit<Input, 'recent'>): RecentMail {
  const { content, receivedAt, recipients, fit } = input;
  const closed = content.files.find(({ protection }) => protection !== 'none');
  return {
    at: receivedAt,
    to: outsideOf(recipients)
      .slice(0, MAX_TO)
      .map(({ address }) => address),
    sketch: content.body.sketch,
    greeted: greetedKey(content),
    fit,
    shown: shownStranger(input),
    messageId: content.header.messageId,
    protectedFile: closed?.name ?? null,
    hasPassword: content.body.passwordShown !== null,
  };
}

/** A server before us may hand over one mail in several transactions: parts of one mail are no series. */
const isPartOf = (mail: RecentMail, other: RecentMail) =>
  mail.messageId !== null && mail.messageId === other.messageId;

function seriesOf(mail: RecentMail, recent: readonly RecentMail[]): Series | null {
  if (mail.to.length !== 1) return null;
  const series = recent.filter(
    (other) => other.to.length === 1 && !isPartOf(mail, other) && isSameTemplate(other.sketch, mail.sketch),
  );
  if (series.length === 0) return null;
  const last = [mail, ...series].slice(0, LAST_OF_SERIES);
  const sameName = [mail, ...series].filter(({ greeted }) => greeted !== null && greeted === mail.greeted);
  const sameShown = [mail, ...series].filter(({ shown }) => shown !== null && shown === mail.shown);
  return {
    mails: series.length + 1,
    greeting: last.filter(({ greeted }) => greeted !== null).length,
    differing: last.filter(({ fit }) => fit === 'differs').length,
    sameName: new Set(sameName.flatMap(({ to }) => to)).size,
    sameShown: new Set(sameShown.map(({ messageId }) => messageId)).size,
  };
}

/** Counts this mail's recipients in that are not among those reached since `since`. */
function withThese(
  reach: Reach,
  outside: readonly RecipientFacts[],
  recent: RecentAnswer,
  since: string,
): Reach {
  const added = outside.filter(({ address }) => (recent.reached.get(address) ?? '') < since);
  return { outside: reach.outside + added.length, fresh: reach.fresh + added.filter(isFresh).length };
}

export function recentFactsOf(input: Input): RecentFacts {
  const { receivedAt, recipients, recent, fit } = input;
  const outside = outsideOf(recipients);
  const mail = mailOf(input);
  const toTheSame = recent.mails.filter(({ to }) => to.some((address) => mail.to.includes(address)));
  const closed = toTheSame.find(({ protectedFile }) => protectedFile !== null);
  return {
    tenMinutes: withThese(recent.tenMinutes, outside, recent, minutesBefore(receivedAt, 10)),
    hour: withThese(recent.hour, outside, recent, minutesBefore(receivedAt, 60)),
    pace: recent.pace,
    fit,
    series: seriesOf(mail, recent.mails),
    protectedFile: closed === undefined ? null : { at: closed.at, name: closed.protectedFile ?? '' },
    passwordAt: toTheSame.find(({ hasPassword }) => hasPassword)?.at ?? null,
  };
}

/** What is remembered of a judged mail; null when it goes to nobody outside. */
export function rememberedOf(facts: Facts): Remembered | null {
  const { author, recipients, recent } = facts;
  const outside = outsideOf(recipients);
  if (author === null || outside.length === 0) return null;
  return {
    author,
    mail: mailOf({ ...facts, fit: recent.fit }),
    recipients: outside.map((recipient) => ({ address: recipient.address, isFresh: isFresh(recipient) })),
  };
}

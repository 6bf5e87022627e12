// What a channel is told of one event: numbers, kinds and a link; addresses only where the configuration asks for them.
// Pure.

import type { AddrSpec } from '../../guard/address.ts';
import { sideOf } from '../../guard/organizations.ts';
import type { Rules } from '../../guard/policy.ts';
import { sentenceOf } from '../../guard/sentences.ts';
import { asksToHold } from '../../guard/verdict.ts';
import type { ChannelJob } from '../../store/channel-job.ts';
import type { MailDetail } from '../../store/store.ts';
import { addressesText, listedFirst } from '../listed-addresses.ts';
import { en } from '../sentences/en.ts';
import { ja } from '../sentences/ja.ts';
import type { Channel, ChannelEvent } from './channel.ts';

export type ChannelMessage = {
  readonly event: ChannelEvent;
  readonly mailId: string;
  /** When it happened. */
  readonly at: string;
  /** One sentence, then lines. */
  readonly lines: readonly string[];
  readonly link: string;
  readonly linkLabel: string;
  /** null: not for this channel. */
  readonly counts: {
    readonly recipients: number;
    readonly outside: number;
    readonly files: number;
    readonly checks: readonly string[];
  } | null;
  readonly addresses: { readonly author: AddrSpec | null; readonly forwardPaths: readonly AddrSpec[] } | null;
};

const WORDS = { ja, en };

export function messageFor(
  channel: Pick<Channel, 'detail' | 'language'>,
  event: ChannelEvent,
  { at }: Pick<ChannelJob, 'at'>,
  { mail, recipients, facts, verdict }: MailDetail,
  { rules, webUrl }: { readonly rules: Rules; readonly webUrl: string },
): ChannelMessage {
  const { detail, language } = channel;
  const words = WORDS[language].channel;
  const forwardPaths = recipients.map(({ forwardPath }) => forwardPath);
  const reasons = (verdict?.findings ?? []).filter(asksToHold);
  const counts = {
    recipients: forwardPaths.length,
    outside: forwardPaths.filter((address) => sideOf(address, rules) === 'outside').length,
    files: facts?.content.files.length ?? 0,
    checks: [...new Set(reasons.map(({ check }) => check))],
  };
  const labels = [...new Set(reasons.map((finding) => sentenceOf(finding, language).label))];
  const listed = listedFirst(forwardPaths, rules);
  const author = mail.author ?? mail.reversePath;
  const countLines = [words.counts(counts), ...(labels.length > 0 ? [words.reasons(labels)] : [])];
  const addressLines = [words.from(author ?? '-'), words.to(addressesText(listed, WORDS[language]))];
  return {
    event,
    mailId: mail.id,
    at,
    lines: [
      words.happened[event],
      ...(detail === 'none' ? [] : countLines),
      ...(detail === 'addresses' ? addressLines : []),
    ],
    link: `${webUrl}/held/${mail.id}`,
    linkLabel: words.link,
    counts: detail === 'none' ? null : counts,
    addresses: detail === 'addresses' ? { author, forwardPaths } : null,
  };
}

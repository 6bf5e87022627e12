// Is an outsider hidden where nobody expects one: in a list of colleagues, or among the people of another company? The
// addressee, a person in the thread answered and somebody these people have met in a list before are meant. A known
// outsider is a slip only when the mail is written for the others; words spoken behind the outsiders' backs are a slip
// in a list of any length.

import { CLEAR, defineCheck, found } from '../check.ts';
import type { Facts, RecipientFacts } from '../facts.ts';
import { fitOf } from '../fit.ts';
import { parseGreeting } from '../greeting.ts';

/** So many people make a list. */
const LIST = 5;
/** At most this share of the list is odd. */
const FEW = 0.2;
/** In so long a list one outsider more is easily overlooked, whoever it is. */
const LONG_LIST = 20;

type Odd = {
  readonly odd: readonly RecipientFacts[];
  readonly among: number;
  readonly company: string | null;
};

/** The few outsiders in a list of colleagues. */
function amongColleagues(visible: readonly RecipientFacts[]): Odd | null {
  const outside = visible.filter(({ side }) => side === 'outside');
  const inside = visible.length - outside.length;
  if (outside.length === 0 || inside < LIST || outside.length > inside * FEW) return null;
  return { odd: outside, among: inside, company: null };
}

/** The one outsider of another company in a list of one company's people. */
function amongCompany(visible: readonly RecipientFacts[]): Odd | null {
  const outside = visible.filter(({ side }) => side === 'outside');
  const groups = [...Map.groupBy(outside, ({ organization }) => organization)].sort(
    ([, a], [, b]) => b.length - a.length,
  );
  const [[company, many] = ['', []], [, odd] = ['', []], ...others] = groups;
  if (many.length < LIST - 1 || odd.length !== 1 || others.length > 0) return null;
  return { odd, among: many.length, company };
}

/** Nobody of the list has been in a list with them, as far as the visible list tells. */
function isNewHere({ address, metColleagues, inQuotedThread }: RecipientFacts, facts: Facts): boolean {
  if (inQuotedThread || metColleagues > 0) return false;
  return address !== facts.content.header.to[0]?.address.toLowerCase();
}

function carriesSecrets({ content }: Facts): boolean {
  return content.persons > 0 || content.marks.length > 0;
}

function carries(facts: Facts): boolean {
  return carriesSecrets(facts) || facts.content.files.some(({ inline }) => !inline);
}

function isSlipAmongColleagues(odd: RecipientFacts, { odd: all, among }: Odd, facts: Facts): boolean {
  const { tone, salutations } = facts.content.body;
  const { persons } = parseGreeting(salutations);
  if (tone === 'colleagues' || persons.some(({ manner }) => manner === 'colleague')) return true;
  if (odd.namesakes.some(({ side }) => side === 'inside')) return true;
  if (odd.bySender === null && (carries(facts) || odd.isFreemail)) return true;
  if (tone !== null) return false;
  return carriesSecrets(facts) || (among >= LONG_LIST && all.length === 1);
}

/** Strangers to all of the other company, and the mail carries something for that company. */
function isSlipAmongCompany({ address }: RecipientFacts, facts: Facts): boolean {
  const seen = facts.visible.find((visible) => visible.address === address);
  const others = facts.visible.filter(
    ({ side, organization }) => side === 'outside' && organization !== seen?.organization,
  );
  return seen !== undefined && seen.newlySeenBy >= others.length && carries(facts);
}

/** An outsider who reads what is said to a colleague about outsiders. */
export function overhearing(visible: readonly RecipientFacts[], { content }: Facts): RecipientFacts | null {
  const { tone, salutations, aside } = content.body;
  const outside = visible.filter(({ side }) => side === 'outside');
  const inside = visible.filter(({ side }) => side === 'inside');
  const [first] = outside;
  if (aside === null || first === undefined || inside.length === 0 || tone === 'outsiders') return null;
  const greeting = parseGreeting(salutations);
  const isSpokenToColleague =
    tone === 'colleagues' ||
    (fitOf(greeting, inside).fit === 'fits' && fitOf(greeting, outside).fit !== 'fits');
  return isSpokenToColleague ? first : null;
}

export const externalAmongInternal = defineCheck(
  'external-among-internal',
  (facts, { settings, mailClass }) => {
    if (mailClass !== 'ordinary') return CLEAR;
    const visible = facts.recipients.filter((recipient) => recipient.visible);
    const overheard = overhearing(visible, facts);
    if (overheard !== null) {
      const values = { address: overheard.address, word: facts.content.body.aside ?? '' };
      return found(settings.action, 'external-among-internal/aside', values, [
        { kind: 'address', value: overheard.address },
        { kind: 'text', value: values.word },
      ]);
    }
    const list = amongColleagues(visible) ?? amongCompany(visible);
    if (list === null) return CLEAR;
    const unmeant = list.odd.filter((odd) => isNewHere(odd, facts));
    const [first] = unmeant;
    if (first === undefined) return CLEAR;
    const isSlip = unmeant.some((odd) =>
      list.company === null ? isSlipAmongColleagues(odd, list, facts) : isSlipAmongCompany(odd, facts),
    );
    if (!isSlip) return CLEAR;
    const values = {
      count: unmeant.length,
      inside: list.among,
      address: first.address,
      company: list.company ?? '',
    };
    return found(
      settings.action,
      list.company === null ? 'external-among-internal' : 'external-among-internal/company',
      values,
      unmeant.slice(0, 10).map(({ address, name }) => ({
        kind: 'address' as const,
        value: address,
        ...(name ? { note: name } : {}),
      })),
    );
  },
);

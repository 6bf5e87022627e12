// Whom a mail goes to, as a reviewer reads it: outsiders first, by organisation, those nobody has written to at the
// top. Pure.

import { type AddrSpec, addressKey, domainOf } from '../guard/address.ts';
import type { Contact, Facts, RecipientFacts, Side } from '../guard/facts.ts';
import { isFreemail, organizationOf, sideOf } from '../guard/organizations.ts';
import type { Rules } from '../guard/policy.ts';
import type { MailDetail, RecipientRow } from '../store/store.ts';

export type GroupedRecipient = {
  readonly row: RecipientRow;
  readonly facts: RecipientFacts | null;
  readonly name: string | null;
  readonly isFreemail: boolean;
  readonly shownIn: 'to' | 'cc' | 'hidden';
};

export type Group = {
  readonly side: Side;
  /** Registrable domain, or the address itself at a freemail domain. */
  readonly organization: string;
  readonly recipients: readonly GroupedRecipient[];
  /** How many of this organisation get the mail: more than `recipients` where the list is cut. */
  readonly size: number;
  /** Nobody here has written to this organisation. */
  readonly isNew: boolean;
  /** What the company has sent there; null when nothing, or nothing is known. */
  readonly contact: Contact | null;
};

export type Counts = {
  readonly outside: number;
  readonly affiliate: number;
  readonly inside: number;
  readonly outsideOrganizations: number;
  readonly files: number;
};

function fieldOf(address: AddrSpec, facts: Facts | null): GroupedRecipient['shownIn'] {
  const key = addressKey(address);
  const { to = [], resentTo = [], cc = [], bcc = [] } = facts?.content.header ?? {};
  const isIn = (list: typeof to) => list.some((mailbox) => addressKey(mailbox.address) === key);
  if (isIn(to) || isIn(resentTo)) return 'to';
  return isIn(cc) || isIn(bcc) ? 'cc' : 'hidden';
}

function groupsOf({ recipients, facts }: MailDetail, rules: Rules): Group[] {
  const known = new Map(facts?.recipients.map((one) => [addressKey(one.address), one]));
  const groups = new Map<string, { side: Side; organization: string; recipients: GroupedRecipient[] }>();
  for (const row of recipients) {
    const one = known.get(addressKey(row.forwardPath)) ?? null;
    const side = one?.side ?? sideOf(row.forwardPath, rules);
    const organization = one?.organization ?? organizationOf(row.forwardPath, rules);
    const group = groups.get(`${side} ${organization}`) ?? { side, organization, recipients: [] };
    groups.set(`${side} ${organization}`, group);
    group.recipients.push({
      row,
      facts: one,
      name: one?.name ?? null,
      isFreemail: one?.isFreemail ?? isFreemail(domainOf(row.forwardPath), rules),
      shownIn: fieldOf(row.forwardPath, facts),
    });
  }
  return [...groups.values()].map((group) => ({
    ...group,
    size: group.recipients.length,
    ...historyOf(group.recipients),
  }));
}

function historyOf(recipients: readonly GroupedRecipient[]): Pick<Group, 'isNew' | 'contact'> {
  const facts = recipients.flatMap((one) => one.facts ?? []);
  const contact = facts.map(({ domainByCompany, byCompany }) => domainByCompany ?? byCompany).find(Boolean);
  const isNew = facts.length > 0 && contact === undefined && !facts.some((one) => one.inQuotedThread);
  return { isNew, contact: contact ?? null };
}

const SIDES: readonly Side[] = ['outside', 'affiliate', 'inside'];

/** In the order in which they are shown. */
export function groupRecipients(detail: MailDetail, rules: Rules): readonly Group[] {
  const weight = ({ side, isNew }: Group) => SIDES.indexOf(side) * 2 + (isNew && side === 'outside' ? 0 : 1);
  return groupsOf(detail, rules).sort((a, b) => weight(a) - weight(b));
}

export function sizeOf(groups: readonly Group[]): number {
  return groups.reduce((sum, { size }) => sum + size, 0);
}

/** So many recipients from `start` on, in the order of their groups. */
export function stretchOf(groups: readonly Group[], start: number, most: number): readonly Group[] {
  let passed = 0;
  return groups.flatMap((group) => {
    const from = Math.max(0, start - passed);
    const to = Math.max(0, start + most - passed);
    passed += group.recipients.length;
    const recipients = group.recipients.slice(from, to);
    return recipients.length === 0 ? [] : [{ ...group, recipients }];
  });
}

export function countOf(groups: readonly Group[], facts: Facts | null): Counts {
  const of = (side: Side) => groups.filter((group) => group.side === side);
  const people = (side: Side) => sizeOf(of(side));
  return {
    outside: people('outside'),
    affiliate: people('affiliate'),
    inside: people('inside'),
    outsideOrganizations: of('outside').length,
    files: facts?.content.files.filter(({ inline }) => !inline).length ?? 0,
  };
}

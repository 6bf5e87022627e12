// Whom the mail goes to: outsiders first, by organisation, with what was sent there before. A long list folds, and of a
// very long one the rest stands on a page of its own.

import type { VNode } from 'preact';
import type { Contact, Side } from '../../guard/facts.ts';
import type { RecipientRow } from '../../store/store.ts';
import { timeAgo } from '../moments.ts';
import { type Group, type GroupedRecipient, sizeOf, stretchOf } from '../recipient-groups.ts';
import { showLine } from '../shown.ts';
import type { Visit } from '../visit.ts';
import { Address } from './parts.tsx';

type Shown = { readonly visit: Visit; readonly isReleased: boolean };

/** So many groups stand open; the rest folds away. */
const OPEN_GROUPS = 8;
/** Outsiders first of all, and of everybody some. */
const MOST_SHOWN: Readonly<Record<Side, number>> = { outside: 12, affiliate: 4, inside: 4 };

function historyText(visit: Visit, contact: Contact | null): string | null {
  if (contact === null) return null;
  return visit.words.mail.mailsBefore(contact.count, timeAgo(contact.lastAt, visit.at, visit.words));
}

/** What is worth knowing of an outsider beyond the address. */
function Tags({
  visit,
  recipient,
  isNew,
}: {
  visit: Visit;
  recipient: GroupedRecipient;
  isNew: boolean;
}): VNode {
  const { mail } = visit.words;
  const { facts, isFreemail, shownIn } = recipient;
  const isNewAddress = !isNew && facts !== null && facts.side === 'outside' && facts.byCompany === null;
  const isNewToSender = !isNew && !isNewAddress && facts?.side === 'outside' && facts.bySender === null;
  return (
    <>
      {shownIn === 'hidden' ? (
        <span class="tag" title={mail.hiddenHint}>
          {mail.hidden}
        </span>
      ) : (
        <span class="tag">{shownIn === 'to' ? mail.inTo : mail.inCc}</span>
      )}
      {facts?.inQuotedThread && <span class="tag">{mail.inThread}</span>}
      {isFreemail && <span class="tag">{mail.freemail}</span>}
      {isNew && <span class="tag warn">{mail.firstTime}</span>}
      {isNewAddress && <span class="tag warn">{mail.newAddress}</span>}
      {isNewToSender && <span class="tag">{mail.newToSender}</span>}
    </>
  );
}

const TONES: Readonly<Record<RecipientRow['state'], string>> = {
  pending: 'tag',
  delivered: 'tag good',
  refused: 'tag bad',
  expired: 'tag bad',
  dropped: 'tag',
};

function Outcome({ visit, row }: { readonly visit: Visit; readonly row: RecipientRow }): VNode {
  const { words } = visit;
  const isFailure = row.state === 'refused' || row.state === 'expired';
  return (
    <>
      <span class={TONES[row.state]}>{words.mail[row.state]}</span>
      {isFailure && row.reply !== null && <span class="reply quiet">{showLine(row.reply, 300)}</span>}
    </>
  );
}

function Recipient({
  visit,
  isReleased,
  recipient,
  isNew,
}: Shown & { recipient: GroupedRecipient; isNew: boolean }) {
  const { row, name } = recipient;
  return (
    <li>
      {name !== null && <bdi class="person">{showLine(name, 80)}</bdi>}
      <Address address={row.forwardPath} />
      <span class="tags">
        <Tags visit={visit} recipient={recipient} isNew={isNew} />
        {isReleased && <Outcome visit={visit} row={row} />}
      </span>
    </li>
  );
}

function GroupItem({ visit, isReleased, group }: Shown & { readonly group: Group }): VNode {
  const { recipients, organization, side, size } = group;
  const isNew = group.isNew && side === 'outside';
  const history = historyText(visit, group.contact);
  const isSeveral = size > 1;
  return (
    <li class={isNew ? 'group new' : 'group'}>
      {isSeveral && (
        <p class="organization">
          <b dir="ltr">{showLine(organization, 120)}</b>
          <span class="quiet"> {visit.words.people.recipients(size)}</span>
        </p>
      )}
      {isSeveral && history !== null && <p class="quiet history">{history}</p>}
      <ul>
        {recipients.map((recipient) => (
          <Recipient visit={visit} isReleased={isReleased} recipient={recipient} isNew={isNew} />
        ))}
      </ul>
      {!isSeveral && history !== null && <p class="quiet history">{history}</p>}
    </li>
  );
}

/** One level below what the list stands under. */
type Heading = 'h2' | 'h3';

type SideProps = Shown & {
  /** All of this side, for the count. */
  readonly all: readonly Group[];
  /** What is listed of them. */
  readonly groups: readonly Group[];
  readonly label: string;
  readonly heading: Heading;
  readonly openGroups: number;
};

function SideList(props: SideProps): VNode | null {
  const { visit, isReleased, all, groups, label, heading: Heading, openGroups } = props;
  const folded = groups.slice(openGroups);
  const listed = folded.reduce((sum, { recipients }) => sum + recipients.length, 0);
  const items = (some: readonly Group[]) =>
    some.map((group) => <GroupItem visit={visit} isReleased={isReleased} group={group} />);
  if (groups.length === 0) return null;
  return (
    <>
      <Heading>
        {label} <span class="count">{sizeOf(all)}</span>
      </Heading>
      <ul class="groups">{items(groups.slice(0, openGroups))}</ul>
      {folded.length > 0 && (
        <details class="fold">
          <summary>{visit.words.people.others(listed)}</summary>
          <ul class="groups">{items(folded)}</ul>
        </details>
      )}
    </>
  );
}

type ListProps = Shown & {
  readonly all: readonly Group[];
  readonly shown: readonly Group[];
  readonly heading: Heading;
  readonly openGroups: number;
};

/** By side; the recipients card and the page of all recipients show it. */
export function RecipientList(props: ListProps): VNode {
  const { visit, isReleased, all, shown, heading, openGroups } = props;
  const { mail } = visit.words;
  const list = (side: Side, label: string) => (
    <SideList
      visit={visit}
      isReleased={isReleased}
      all={all.filter((group) => group.side === side)}
      groups={shown.filter((group) => group.side === side)}
      label={label}
      heading={heading}
      openGroups={openGroups}
    />
  );
  return (
    <>
      {list('outside', mail.sideOutside)}
      {list('affiliate', mail.sideAffiliate)}
      {list('inside', mail.sideInside)}
    </>
  );
}

type Props = Shown & {
  readonly groups: readonly Group[];
  /** The page that lists all of them. */
  readonly allHref: string;
};

/** The first of every side. */
function firstOf(groups: readonly Group[]): readonly Group[] {
  const of = (side: Side) => groups.filter((group) => group.side === side);
  return (['outside', 'affiliate', 'inside'] as const).flatMap((side) =>
    stretchOf(of(side), 0, MOST_SHOWN[side]),
  );
}

export function RecipientsCard({ visit, isReleased, groups, allHref }: Props): VNode {
  const { mail } = visit.words;
  const total = sizeOf(groups);
  const shown = firstOf(groups);
  const listed = shown.reduce((sum, { recipients }) => sum + recipients.length, 0);
  return (
    <section class="card recipients">
      <h2>{mail.recipients}</h2>
      <RecipientList
        visit={visit}
        isReleased={isReleased}
        all={groups}
        shown={shown}
        heading="h3"
        openGroups={OPEN_GROUPS}
      />
      {total > listed && (
        <p class="all">
          <a href={allHref}>{mail.allRecipients(total)}</a>
        </p>
      )}
    </section>
  );
}

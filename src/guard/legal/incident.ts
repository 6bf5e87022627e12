// A mail that did go out wrong: who has it, whose addresses, files and data they saw, whether that is to be reported and
// until when. Pure: from facts and outcomes, without any text of the mail.

import type { AddrSpec, Facts, FileFacts, PersonalPlace, Side } from '../facts.ts';
import type { Organization } from '../policy.ts';
import type { RecipientState } from '../states.ts';
import { type ReportDeadlines, reportDeadlines } from './deadlines.ts';
import { countsOf, estimateOf, type LegalEstimate } from './estimate.ts';

export type SentMail = {
  readonly id: string;
  readonly subject: string;
  readonly author: AddrSpec | null;
  readonly messageId: string | null;
  readonly receivedAt: string;
};

export type IncidentAsked = {
  readonly mail: SentMail;
  readonly recipients: readonly {
    readonly address: AddrSpec;
    readonly state: RecipientState;
    readonly settledAt: string | null;
  }[];
  readonly facts: Facts;
  readonly organization: Pick<Organization, 'kind' | 'timezone'>;
  /** When the organisation became aware of it: an ISO instant. */
  readonly awareAt: string;
  readonly isWrongful: boolean;
};

/** Somebody whom the mail concerns. */
export type Concerned = {
  readonly address: AddrSpec;
  readonly side: Side;
  /** When the next server took it for them; null: it did not reach them. */
  readonly gotAt: string | null;
  /** Somebody else outside who got the mail could see it. */
  readonly isShown: boolean;
  /** How many others' outside addresses they saw. */
  readonly saw: number;
};

export type IncidentFile = Pick<FileFacts, 'path' | 'protection' | 'readable'> &
  Pick<PersonalPlace, 'persons' | 'kinds'>;

export type IncidentKit = {
  readonly mail: SentMail;
  readonly awareAt: string;
  readonly timezone: string;
  readonly got: readonly Concerned[];
  /** Refused, given up or still on the way. */
  readonly missed: readonly (Concerned & { readonly state: RecipientState })[];
  /** Outside addresses that somebody else outside could see. */
  readonly shown: readonly AddrSpec[];
  readonly files: readonly IncidentFile[];
  /** Found in the text; null: nothing. */
  readonly inText: Pick<PersonalPlace, 'persons' | 'kinds'> | null;
  /** Distinct persons in text and files. */
  readonly persons: number;
  readonly estimate: LegalEstimate;
  readonly deadlines: ReportDeadlines;
};

const foundIn = (places: readonly PersonalPlace[], where: string) =>
  places.find((place) => place.where === where);

function filesOf({ files, personalPlaces }: Facts['content']): readonly IncidentFile[] {
  return files
    .filter(({ inline, path }) => !inline || foundIn(personalPlaces, path) !== undefined)
    .map(({ path, protection, readable }) => {
      const { persons = 0, kinds = [] } = foundIn(personalPlaces, path) ?? {};
      return { path, protection, readable, persons, kinds };
    });
}

export function incidentKit(asked: IncidentAsked): IncidentKit {
  const { mail, recipients, facts, organization, awareAt, isWrongful } = asked;
  const { content } = facts;
  const sides = new Map(facts.recipients.map(({ address, side }) => [address, side]));
  const live = recipients
    .filter(({ state }) => state !== 'dropped')
    .map((one) => ({ ...one, side: sides.get(one.address) ?? ('outside' as const) }));
  const readers = live.filter(({ side, state }) => side !== 'inside' && state === 'delivered');
  const shown = facts.visible
    .filter(({ side }) => side !== 'inside')
    .map(({ address }) => address)
    .filter((address) => readers.some((reader) => reader.address !== address));
  const isShown = new Set<string>(shown);
  const concerned = live.map(({ address, side, state, settledAt }) => ({
    address,
    side,
    gotAt: state === 'delivered' ? settledAt : null,
    isShown: isShown.has(address),
    saw: state === 'delivered' ? shown.filter((other) => other !== address).length : 0,
    state,
  }));
  const body = foundIn(content.personalPlaces, 'body');
  return {
    mail,
    awareAt,
    timezone: organization.timezone,
    got: concerned.filter(({ state }) => state === 'delivered').map(({ state: _, ...one }) => one),
    missed: concerned.filter(({ state }) => state !== 'delivered'),
    shown,
    files: filesOf(content),
    inText: body === undefined ? null : { persons: body.persons, kinds: body.kinds },
    persons: content.persons,
    estimate: estimateOf(countsOf(facts, isWrongful), organization.kind),
    deadlines: reportDeadlines(awareAt, organization.timezone, isWrongful),
  };
}

/** Who is to be written to: everybody outside who has the mail, or whose address others saw. Each alone. */
export function concernedOutside({ got, missed }: IncidentKit): readonly Concerned[] {
  const outside = ({ side }: Concerned) => side !== 'inside';
  return [...got.filter(outside), ...missed.filter((one) => outside(one) && one.isShown)];
}

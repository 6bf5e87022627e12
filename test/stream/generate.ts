// A chronological stream of ordinary outgoing mail of an invented company, shaped like counted real mail: how much
// goes outside, how often to somebody new, how long the lists are, how much is a reply. Seeded; the same every time.

import { type Person, Population } from './company.ts';
import { type Random, seededRandom } from './random.ts';
import { writeMail } from './write-mail.ts';

export type StreamMail = {
  readonly date: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly isReply: boolean;
  readonly octets: Buffer;
};

export type StreamSettings = { readonly seed: number; readonly mails: number; readonly days: number };

/** How new the outsider of a mail is. Shares of the mail that goes outside, and how much of it answers somebody. */
const NOVELTY = [
  { kind: 'new-firm', share: 0.175, replies: 0.57 },
  { kind: 'new-freemail', share: 0.058, replies: 0.4 },
  { kind: 'firm-new-to-sender', share: 0.036, replies: 0.5 },
  { kind: 'colleague-of-known', share: 0.034, replies: 0.5 },
  { kind: 'known-to-company', share: 0.011, replies: 0.3 },
  { kind: 'known', share: 1, replies: 0.6 },
] as const;
type Novelty = (typeof NOVELTY)[number]['kind'];

/** Sizes of visible outside lists: up to `most` addresses for so great a share of the mail that goes outside. */
const LISTS = [
  { share: 0.0013, least: 30, most: 45 },
  { share: 0.0013, least: 20, most: 28 },
  { share: 0.0115, least: 10, most: 18 },
  { share: 0.0245, least: 5, most: 9 },
  { share: 0.089, least: 2, most: 4 },
] as const;
const OUTSIDE = 0.138;
const NEW_GROUPS = 0.3;
const ATTACHMENTS = 0.15;
const EMPLOYEES = 40;

type Sender = { readonly person: Person; readonly contacts: Person[]; readonly groups: Person[][] };

class Writer {
  readonly #random: Random;
  readonly #population: Population;
  readonly #senders: Sender[];
  readonly #firms: string[] = [];

  constructor(seed: number) {
    this.#random = seededRandom(seed);
    this.#population = new Population(this.#random);
    this.#senders = Array.from({ length: EMPLOYEES }, () => ({
      person: this.#population.employee(),
      contacts: [],
      groups: [],
    }));
  }

  #newFirmPerson(): Person {
    const domain = this.#population.newFirm();
    this.#firms.push(domain);
    return this.#population.atFirm(domain);
  }

  /** Somebody outside who is as new as `novelty` says. */
  #outsider(sender: Sender, novelty: Novelty): Person {
    const known = sender.contacts.map(({ address }) => address.split('@')[1] ?? '');
    const firmsOfSender = this.#firms.filter((firm) => known.includes(firm));
    const otherFirms = this.#firms.filter((firm) => !known.includes(firm));
    const others = this.#senders
      .flatMap(({ contacts }) => contacts)
      .filter((p) => !sender.contacts.includes(p));
    if (novelty === 'known' && sender.contacts.length > 0) return this.#random.pickSkewed(sender.contacts);
    if (novelty === 'new-freemail') return this.#population.atFreemail();
    if (novelty === 'firm-new-to-sender' && otherFirms.length > 0)
      return this.#population.atFirm(this.#random.pick(otherFirms));
    if (novelty === 'colleague-of-known' && firmsOfSender.length > 0)
      return this.#population.atFirm(this.#random.pickSkewed(firmsOfSender));
    if (novelty === 'known-to-company' && others.length > 0) return this.#random.pick(others);
    return this.#newFirmPerson();
  }

  /** People in one visible list: a group that has been written to before, or now and then a new one. */
  #group(sender: Sender, size: number): Person[] {
    const fitting = sender.groups.filter((group) => group.length === size);
    if (fitting.length > 0 && !this.#random.chance(NEW_GROUPS)) return this.#random.pick(fitting);
    if (size < 5 && sender.contacts.length > 5) {
      const first = this.#random.pickSkewed(sender.contacts);
      const domain = first.address.split('@')[1] ?? '';
      const mates = sender.contacts.filter(
        ({ address }) => address.endsWith(`@${domain}`) && address !== first.address,
      );
      const more = Array.from({ length: size }, () => this.#random.pickSkewed(sender.contacts));
      return [...new Set([first, ...mates, ...more])].slice(0, size);
    }
    const group = Array.from({ length: size }, () =>
      this.#random.chance(0.3) ? this.#population.atFreemail() : this.#outsider(sender, 'firm-new-to-sender'),
    );
    sender.groups.push(group);
    return group;
  }

  #novelty(): (typeof NOVELTY)[number] {
    let left = this.#random.next();
    for (const one of NOVELTY) {
      left -= one.share;
      if (left < 0) return one;
    }
    return NOVELTY[5];
  }

  #outsiders(sender: Sender): { readonly people: Person[]; readonly replies: number } {
    let left = this.#random.next();
    for (const { share, least, most } of LISTS) {
      left -= share;
      if (left < 0) return { people: this.#group(sender, this.#random.between(least, most)), replies: 0.3 };
    }
    const { kind, replies } = this.#novelty();
    return { people: [this.#outsider(sender, kind)], replies };
  }

  #colleagues(sender: Sender, count: number): Person[] {
    const picked = Array.from({ length: count }, () => this.#random.pick(this.#senders).person);
    return [...new Set(picked)].filter((person) => person !== sender.person);
  }

  write(n: number, date: Date): StreamMail {
    const random = this.#random;
    const sender = random.pick(this.#senders);
    const goesOutside = random.chance(OUTSIDE);
    const { people, replies } = goesOutside ? this.#outsiders(sender) : { people: [], replies: 0.5 };
    const inside = this.#colleagues(
      sender,
      goesOutside ? (random.chance(0.13) ? 1 : 0) : random.between(1, 4),
    );
    const to = goesOutside ? people : inside.slice(0, 2);
    const cc = goesOutside ? inside : inside.slice(2);
    const first = to[0] ?? this.#senders[0]?.person;
    if (first === undefined) throw new Error('nobody to write to');
    const addressed = to.length > 0 ? to : [first];
    const answers = random.chance(replies) ? first : null;
    const hasAttachment = random.chance(ATTACHMENTS);
    const draft = { n, date, from: sender.person, to: addressed, cc, answers, hasAttachment };
    for (const person of people) if (!sender.contacts.includes(person)) sender.contacts.push(person);
    return {
      date: date.toISOString(),
      from: sender.person.address,
      to: addressed.map(({ address }) => address),
      cc: cc.map(({ address }) => address),
      bcc: [],
      isReply: answers !== null,
      octets: writeMail(draft, random),
    };
  }
}

const START = Date.parse('2026-01-05T00:00:00Z');
const DAY_MS = 86_400_000;

/** Mail 1 to `mails`, evenly over `days`. */
export function* generateStream({ seed, mails, days }: StreamSettings): Generator<StreamMail> {
  const writer = new Writer(seed);
  for (let n = 1; n <= mails; n += 1) {
    yield writer.write(n, new Date(START + Math.floor((n / mails) * days * DAY_MS)));
  }
}

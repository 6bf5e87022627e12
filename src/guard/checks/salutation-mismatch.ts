// Does the mail greet somebody else than it goes to? Only contradiction counts: a name that somebody wrote for the
// address (display name, earlier greetings) is another one; or the greeted person or company is known elsewhere. That a
// greeting is missing or unknown says nothing.

import { CLEAR, defineCheck, found } from '../check.ts';
import { companyKey, isSurelyCompany } from '../company-name.ts';
import type { Facts, NamedElsewhere, RecipientFacts } from '../facts.ts';
import { fitOf } from '../fit.ts';
import { type Greeting, parseGreeting } from '../greeting.ts';
import type { Evidence, Values } from '../verdict.ts';

/** A company is called so when so many mails called it so, and nearly all of them. */
const LEARNED_FROM = 3;
const AGREEMENT = 0.8;
/** Names that begin alike are what people mix up: 保安 for 保険 behind the same name. */
const SAME_BEGINNING = 2;

function knownElsewhere({ elsewhere }: Facts, kind: NamedElsewhere['kind']): NamedElsewhere | null {
  return elsewhere.find((named) => named.kind === kind && named.where === 'greeting') ?? null;
}

type OtherCompany = { readonly greeted: string; readonly known: string };

/** The recipient's name shows a company, and another one is greeted. */
function shownCompany({ companies }: Greeting, { recipients, recent }: Facts): OtherCompany | null {
  const isOther = (a: string, b: string) => !a.includes(b) && !b.includes(a);
  for (const { name, visible } of recipients) {
    const written = name?.split(/[\s　]/)[0] ?? '';
    const shown = visible ? companyKey(written) : null;
    if (shown === null || shown.length <= SAME_BEGINNING) continue;
    const beginning = shown.slice(0, SAME_BEGINNING);
    const greeted = companies.find(
      (key) =>
        isOther(key, shown) &&
        (isSurelyCompany(written) || (recent.fit !== 'fits' && key.startsWith(beginning))),
    );
    if (greeted !== undefined) return { greeted, known: name ?? '' };
  }
  return null;
}

/** What earlier mail called the recipients' company, when it agrees and the greeted one is none of those names. */
function learnedCompany({ companies }: Greeting, { recipients }: Facts): string | null {
  const [greeted] = companies;
  if (greeted === undefined || companies.length > 1) return null;
  for (const { companies: known } of recipients) {
    const total = known.reduce((sum, { count }) => sum + count, 0);
    const agreed = known.find(({ count }) => count >= LEARNED_FROM && count >= total * AGREEMENT);
    if (agreed === undefined || known.some(({ name }) => name.includes(greeted) || greeted.includes(name)))
      return null;
    return agreed.name;
  }
  return null;
}

type Mismatch = { readonly variant: string; readonly values: Values; readonly evidence: readonly Evidence[] };

/** Another person than the recipient is greeted: surely, or somebody who is known at another address. */
function personMismatch(greeting: Greeting, facts: Facts): Mismatch | null {
  const { contradiction } = fitOf(greeting, facts.recipients);
  const meant = knownElsewhere(facts, 'person');
  // How an address reads says little where many are written to: in a mail merge the series is judged, not each mail.
  const isTelling = contradiction?.sure === true || (meant !== null && facts.recent.series === null);
  if (contradiction === null || !isTelling) return null;
  const { greeted, recipient, knownAs } = contradiction;
  const evidence: Evidence[] = [{ kind: 'address', value: recipient.address, note: knownAs }];
  if (meant !== null) evidence.push({ kind: 'address', value: meant.subject, note: greeted.written });
  const values = { name: greeted.written, address: recipient.address, meant: meant?.subject ?? '' };
  return { variant: meant === null ? '' : '/meant', values, evidence };
}

/** Another company is greeted: not the one the recipient's name shows, or one that is known elsewhere. */
function companyMismatch(
  greeting: Greeting,
  facts: Facts,
  outside: readonly RecipientFacts[],
): Mismatch | null {
  const shown = shownCompany(greeting, facts);
  const learned = learnedCompany(greeting, facts);
  const meant = knownElsewhere(facts, 'company');
  // Several recipients: one of them may belong to the company in a way nobody has seen yet.
  const isSure = shown !== null || (meant !== null && (learned !== null || outside.length === 1));
  if (!isSure) return null;
  const address = outside[0]?.address ?? '';
  const evidence: Evidence[] = [{ kind: 'address', value: address, note: shown?.known ?? learned ?? '' }];
  if (meant !== null) evidence.push({ kind: 'domain', value: meant.subject, note: meant.name });
  const values = { name: shown?.greeted ?? meant?.name ?? '', address, meant: meant?.subject ?? '' };
  return { variant: meant === null ? '/company' : '/company-meant', values, evidence };
}

export const salutationMismatch = defineCheck(
  'salutation-mismatch',
  (facts, { settings, mailClass }) => {
    const outside = facts.recipients.filter(({ side }) => side !== 'inside');
    if (outside.length === 0 || (mailClass !== 'ordinary' && mailClass !== 'list')) return CLEAR;
    const greeting = parseGreeting(facts.content.body.salutations);
    const mismatch = personMismatch(greeting, facts) ?? companyMismatch(greeting, facts, outside);
    if (mismatch === null) return CLEAR;
    const { variant, values, evidence } = mismatch;
    return found(settings.action, `salutation-mismatch${variant}`, values, evidence);
  },
  { needsHistory: true },
);

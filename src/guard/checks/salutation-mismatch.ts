// Does the mail greet somebody else than it goes to? Only contradiction counts: a name that somebody wrote for the
// address (display name, earlier greetings) is another one; or the greeted person or company is known elsewhere. That a
// greeting is missing or unknown says nothing.

import { CLEAR, defineCheck, found } from '../check.ts';
import { companyKey } from '../company-name.ts';
import type { Facts, NamedElsewhere } from '../facts.ts';
import { type Contradiction, fitOf } from '../fit.ts';
import { type Greeting, parseGreeting } from '../greeting.ts';
import type { Evidence } from '../verdict.ts';

/** A company is called so when so many mails called it so, and nearly all of them. */
const LEARNED_FROM = 3;
const AGREEMENT = 0.8;
/** Names that begin alike are what people mix up. */
const SAME_BEGINNING = 2;

function knownElsewhere({ elsewhere }: Facts, kind: NamedElsewhere['kind']): NamedElsewhere | null {
  return elsewhere.find((named) => named.kind === kind && named.where === 'greeting') ?? null;
}

type OtherCompany = { readonly greeted: string; readonly known: string };

/** The company greeted looks like the one that the recipient's name shows, but is another: 保安 for 保険. */
function shownCompany({ companies }: Greeting, { recipients }: Facts): OtherCompany | null {
  for (const { name, visible } of recipients) {
    const shown = visible && name !== null ? companyKey(name.split(/\s/)[0] ?? '') : null;
    if (shown === null || shown.length <= SAME_BEGINNING) continue;
    const greeted = companies.find((key) => key.slice(0, SAME_BEGINNING) === shown.slice(0, SAME_BEGINNING));
    if (greeted !== undefined && !greeted.includes(shown) && !shown.includes(greeted))
      return { greeted, known: name ?? '' };
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

function personFinding(contradiction: Contradiction, elsewhere: NamedElsewhere | null) {
  const { greeted, recipient, knownAs } = contradiction;
  const evidence: Evidence[] = [{ kind: 'address', value: recipient.address, note: knownAs }];
  if (elsewhere !== null) evidence.push({ kind: 'address', value: elsewhere.subject, note: greeted.written });
  return {
    sentence: elsewhere === null ? 'salutation-mismatch' : 'salutation-mismatch/meant',
    values: { name: greeted.written, address: recipient.address, meant: elsewhere?.subject ?? '' },
    evidence,
  };
}

export const salutationMismatch = defineCheck(
  'salutation-mismatch',
  (facts, { settings, mailClass }) => {
    const outside = facts.recipients.filter(({ side }) => side !== 'inside');
    if (outside.length === 0 || (mailClass !== 'ordinary' && mailClass !== 'list')) return CLEAR;
    const greeting = parseGreeting(facts.content.body.salutations);
    const { fit, contradiction } = fitOf(greeting, facts.recipients);
    const person = knownElsewhere(facts, 'person');
    if (contradiction !== null && (contradiction.sure || person !== null)) {
      const { sentence, values, evidence } = personFinding(contradiction, person);
      return found(settings.action, sentence, values, evidence);
    }
    if (fit === 'fits') return CLEAR;
    const shown = shownCompany(greeting, facts);
    const learned = learnedCompany(greeting, facts);
    const company = knownElsewhere(facts, 'company');
    if (shown === null && company === null) return CLEAR;
    if (company !== null && shown === null && learned === null && outside.length > 1) return CLEAR;
    const values = {
      name: shown?.greeted ?? company?.name ?? '',
      address: outside[0]?.address ?? '',
      meant: company?.subject ?? '',
    };
    const evidence: Evidence[] = [
      { kind: 'address', value: values.address, note: shown?.known ?? learned ?? '' },
      ...(company === null ? [] : [{ kind: 'domain' as const, value: company.subject, note: company.name }]),
    ];
    return found(
      settings.action,
      company === null ? 'salutation-mismatch/company' : 'salutation-mismatch/company-meant',
      values,
      evidence,
    );
  },
  { needsHistory: true },
);

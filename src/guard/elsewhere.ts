// The names a mail uses, in its greeting and in the names of its files, and where the author's other mail to those
// names goes. A mail that greets one customer and goes to another is found here. Pure.

import { type AddrSpec, addressKey, type Domain, domainOf, registrableDomain } from './address.ts';
import type { Input } from './assemble.ts';
import { companyKey, hasLegalForm, mayBeSameCompany, soundsLikeDomain } from './company-name.ts';
import type { ContentFacts, NamedElsewhere, RecipientFacts } from './facts.ts';
import { type Greeted, parseGreeting } from './greeting.ts';
import { nameOfName } from './history.ts';
import { parsePersonName } from './names/person-name.ts';
import { compareNames } from './names/same-person.ts';
import { spells } from './namesakes.ts';
import { isFreemail, sideOf } from './organizations.ts';
import { normaliseLine } from './personal/normalise.ts';

const MAX_COMPANIES = 20;
const MAX_ELSEWHERE = 10;
/** A domain is called so when so many mails called it so. */
const CALLED_FROM = 2;

export type NamedCompany = { readonly key: string; readonly where: string };

/** `見積書_たそがれ観光様.xlsx`, `(株)みなかぜ商事 御見積.pdf`: a customer in a file's name bears a mark. */
function companiesInFileName(name: string): string[] {
  const words = normaliseLine(name)
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/\((?:株|有|同)\)/g, '株式会社')
    .split(/[\s_\-【】「」[\]()（）,、]+/);
  return words.flatMap((word) => {
    if (!hasLegalForm(word) && !/(?:様|御中|殿|向け|宛)$/u.test(word)) return [];
    const key = companyKey(word.replace(/(?:向け|宛て?)$/u, ''));
    return key === null ? [] : [key];
  });
}

/** Companies that the greeting or a file's name gives, at most 20. */
export function companiesNamed({ body, files }: ContentFacts): readonly NamedCompany[] {
  const greeted = parseGreeting(body.salutations).companies.map((key) => ({ key, where: 'greeting' }));
  const filed = files
    .filter(({ inline }) => !inline)
    .flatMap(({ name, path }) => companiesInFileName(name).map((key) => ({ key, where: path })));
  return [...greeted, ...filed].slice(0, MAX_COMPANIES);
}

/** Whether any recipient may belong to the company: by what its domain was called, how it sounds, or how it is shown. */
function isHere(key: string, recipients: readonly RecipientFacts[]): boolean {
  return recipients.some(({ address, companies, name }) => {
    if (companies.some((known) => mayBeSameCompany(known.name, key))) return true;
    if (soundsLikeDomain(key, domainOf(address))) return true;
    const shown = name === null ? null : companyKey(name);
    return shown !== null && mayBeSameCompany(shown, key);
  });
}

/** The domains of a company: those that earlier mail called so, and those of the circle that are named after it. */
function domainsOfCompany(key: string, { answer, rules }: Input): ReadonlyMap<Domain, number> {
  const counts = new Map<Domain, number>();
  for (const { subject, count } of answer.bearersOf.get(nameOfName({ kind: 'company', name: key })) ?? [])
    if (count >= CALLED_FROM) counts.set(subject as Domain, count);
  for (const { address, count } of answer.circle) {
    const domain = domainOf(address);
    if (sideOf(address, rules) !== 'outside' || isFreemail(domain, rules)) continue;
    if (!soundsLikeDomain(key, domain)) continue;
    const known = registrableDomain(domain);
    counts.set(known, (counts.get(known) ?? 0) + count);
  }
  return counts;
}

function companiesElsewhere(input: Input, recipients: readonly RecipientFacts[]): NamedElsewhere[] {
  const here = new Set(recipients.map(({ address }) => registrableDomain(domainOf(address))));
  const quotedDomain = quotedAuthorDomain(input.content);
  return companiesNamed(input.content)
    .filter(({ key }) => !isHere(key, recipients))
    .flatMap(({ key, where }) =>
      [...domainsOfCompany(key, input)]
        .filter(([domain]) => !here.has(domain))
        .map(([subject, count]) => ({
          kind: 'company',
          name: key,
          subject,
          count,
          where,
          isQuotedAuthor: subject === quotedDomain,
        })),
    );
}

function quotedAuthorDomain({ body }: ContentFacts): Domain | null {
  const author = body.quoted[0]?.from?.address;
  return author === undefined ? null : registrableDomain(domainOf(author));
}

/** Who wrote the mail answered, if the greeting means them; nobody greets themselves. */
function quotedAuthor(greeted: Greeted, { header, body }: ContentFacts): AddrSpec | null {
  const author = body.quoted[0]?.from;
  if (author === null || author === undefined) return null;
  if (header.from.some(({ address }) => addressKey(address) === addressKey(author.address))) return null;
  const shown = parsePersonName(author.name ?? body.quoted[0]?.fromName ?? '');
  const isMeant =
    (shown !== null && compareNames(greeted.name, shown) === 'same') || spells(author.address, greeted.name);
  return isMeant ? addressKey(author.address) : null;
}

function personsElsewhere(
  { content, answer }: Input,
  recipients: readonly RecipientFacts[],
): NamedElsewhere[] {
  const here = new Set(recipients.map(({ address }) => address));
  return parseGreeting(content.body.salutations)
    .persons.filter(({ cc }) => !cc)
    .flatMap((greeted): NamedElsewhere[] => {
      const quoted = quotedAuthor(greeted, content);
      const counts = new Map<AddrSpec, number>(quoted === null ? [] : [[quoted, 0]]);
      for (const { address, count } of answer.circle)
        if (address === quoted || spells(address, greeted.name)) counts.set(address, count);
      return [...counts]
        .filter(([address]) => !here.has(address))
        .slice(0, 3)
        .map(([subject, count]) => ({
          kind: 'person',
          name: greeted.written,
          subject,
          count,
          where: 'greeting',
          isQuotedAuthor: subject === quoted,
        }));
    });
}

export function elsewhereOf(input: Input, recipients: readonly RecipientFacts[]): readonly NamedElsewhere[] {
  return [...companiesElsewhere(input, recipients), ...personsElsewhere(input, recipients)].slice(
    0,
    MAX_ELSEWHERE,
  );
}

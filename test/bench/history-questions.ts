// What mails ask of history, for a company that wrote to a hundred thousand people in ten thousand firms.

import { type AddrSpec, type Domain, parseAddrSpec, registrableDomain } from '../../src/guard/address.ts';
import type { HistoryQuestion } from '../../src/guard/history.ts';
import type { Store } from '../../src/store/store.ts';

/** Nine in ten mails that leave the company go to so many people outside at most. */
export const TYPICAL = 3;
export const AUTHORS = 300;
export const CONTACTS_EACH = 1000;
const MAILS = 1000;
const NOW = '2026-11-24T01:00:00.000Z';

function addr(text: string): AddrSpec {
  const parsed = parseAddrSpec(text);
  if (parsed === null) throw new Error(`not an address: ${text}`);
  return parsed;
}

/** People write often to few and seldom to many. */
export const countOf = (rank: number) => Math.max(1, Math.floor(200 / (rank + 1)));
export const personOf = (n: number) => `person${n}@firm${n % 10_000}.example`;

/** What a mail to these people asks, greeting and file included. */
function questionOf(n: number, outside: number): HistoryQuestion {
  const people = Array.from({ length: outside }, (_, i) =>
    addr(personOf((n * 7919 + i * 104_729) % 100_000)),
  );
  const domains = people.map((person) => registrableDomain(person.slice(person.indexOf('@') + 1) as Domain));
  return {
    author: addr(`author${n % AUTHORS}@corp.example`),
    recipients: [...people, addr(`author${(n + 1) % AUTHORS}@corp.example`)],
    domains,
    together: people,
    pairs: [],
    subjects: [
      ...people.map((subject) => ({ kind: 'person', subject }) as const),
      ...domains.map((subject) => ({ kind: 'company', subject }) as const),
      { kind: 'file', subject: String(n).padStart(64, '0') },
    ],
    names: [{ kind: 'company', name: `firm ${n % 10_000}` }],
    outside: true,
  };
}

export type Timed = { readonly times: readonly number[]; readonly cpuMs: number };

/** `cpuMs`: of this process, a mean over all its threads. */
export async function timeMails({ answerHistory }: Store, outside: number): Promise<Timed> {
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let n = 0; n < MAILS; n += 1) {
    const question = questionOf(n, outside);
    const start = performance.now();
    await answerHistory(question, NOW);
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  return { times, cpuMs: (user + system) / 1000 / MAILS };
}

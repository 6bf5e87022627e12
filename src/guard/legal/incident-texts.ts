// What an organisation writes after an accident, prepared: a letter to each person concerned, and the nine items of the
// report to the Commission (Enforcement Rules art. 8(1)). Drafts: people complete and send them.

import type { AddrSpec, PersonalKind } from '../facts.ts';
import type { Language } from '../sentences.ts';
import { concernedOutside, type IncidentKit } from './incident.ts';
import { incidentEn } from './incident-en.ts';
import { incidentJa } from './incident-ja.ts';
import type { Leaked } from './words.ts';

const WORDS = { ja: incidentJa, en: incidentEn };
const LOCALES: Readonly<Record<Language, string>> = { ja: 'ja-JP', en: 'en-GB' };

/** To one person alone: a second disclosure in the apology itself has happened. */
export type ApologyDraft = { readonly to: AddrSpec; readonly subject: string; readonly text: string };

export type ReportItem = { readonly no: number; readonly title: string; readonly text: string };

function leakedBy({ files, inText, persons }: IncidentKit): Leaked {
  const counts = new Map<PersonalKind, number>();
  for (const { kinds } of [...files, ...(inText === null ? [] : [inText])])
    for (const { kind, count } of kinds) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return { persons, kinds: [...counts].map(([kind, count]) => ({ kind, count })) };
}

export function apologyDrafts(kit: IncidentKit, language: Language): readonly ApologyDraft[] {
  const { format } = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: kit.timezone,
    dateStyle: 'long',
  });
  const on = format(new Date(kit.mail.receivedAt));
  const { draft } = WORDS[language];
  return concernedOutside(kit).map((to) => ({ to: to.address, ...draft(kit, to, on) }));
}

export function reportItems(kit: IncidentKit, language: Language): readonly ReportItem[] {
  const zone = { timeZone: kit.timezone, dateStyle: 'medium', timeStyle: 'short' } as const;
  const { format } = new Intl.DateTimeFormat(LOCALES[language], zone);
  const { titles, items } = WORDS[language];
  const texts = items(kit, leakedBy(kit), (iso) => format(new Date(iso)));
  return titles.map((title, n) => ({ no: n + 1, title, text: texts[n] ?? '' }));
}

// The sentences that explain a finding, in Japanese and English: the same text on pages, in notices and on the command line.

import { en } from './sentences/en.ts';
import { ja } from './sentences/ja.ts';
import { type Lines, SENTENCE_KEYS, type SentenceKey } from './sentences/lines.ts';
import type { Evidence, Finding } from './verdict.ts';

export type Language = 'ja' | 'en';

const DICTIONARIES: Readonly<Record<Language, Readonly<Record<SentenceKey, Lines>>>> = { ja, en };

function linesOf({ sentence, check }: Finding, language: Language): Lines | null {
  const key = SENTENCE_KEYS.find((k) => k === sentence) ?? SENTENCE_KEYS.find((k) => k === check);
  return key === undefined ? null : DICTIONARIES[language][key];
}

/** A label of about ten full-width characters and one full sentence. Both may quote text of the mail. */
export function sentenceOf(finding: Finding, language: Language): { label: string; sentence: string } {
  const lines = linesOf(finding, language);
  if (lines === null) return { label: finding.check, sentence: finding.check };
  return { label: lines.label(finding.values), sentence: lines.sentence(finding.values) };
}

/** What is said beside one piece of evidence; empty when its value says it all. */
export function noteOf(finding: Finding, evidence: Evidence, language: Language): string {
  const note = linesOf(finding, language)?.note;
  return note === undefined ? (evidence.note ?? '') : note(finding.values, evidence);
}

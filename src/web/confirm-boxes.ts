// What a sender ticks before confirming their own mail: made from the reasons, the risky first, seven at most. A list of
// every recipient would be ticked from top to bottom without reading; there is no box for all. Pure.

import { type AddrSpec, addressKey } from '../guard/address.ts';
import { type Language, sentenceOf } from '../guard/sentences.ts';
import type { Finding } from '../guard/verdict.ts';
import { asksToHold } from '../guard/verdict.ts';
import type { MailDetail } from '../store/store.ts';
import type { Group } from './recipient-groups.ts';
import { showLine } from './shown.ts';
import type { Words } from './words/en.ts';

export const MAX_BOXES = 7;
const MAX_ORGANIZATIONS = 4;
const MAX_FILES = 2;

/** Checks whose evidence names many addresses without blaming one of them. */
const ABOUT_ALL = new Set(['visible-recipients', 'many-recipients', 'sender-mismatch']);

type Subject = {
  readonly detail: MailDetail;
  readonly groups: readonly Group[];
  readonly words: Words;
  readonly language: Language;
};

const countOf = (groups: readonly Group[]) =>
  groups.reduce((sum, { recipients }) => sum + recipients.length, 0);

/** Addresses that a reason points at. */
function blamed(reasons: readonly Finding[]): ReadonlySet<string> {
  const evidence = reasons
    .filter(({ check }) => !ABOUT_ALL.has(check))
    .flatMap((finding) => finding.evidence);
  const addresses = evidence.filter(({ kind }) => kind === 'address').map(({ value }) => value as AddrSpec);
  return new Set(addresses.map(addressKey));
}

/** One for each organisation that a reason points at or that is new, and one for all the others. */
function organizationBoxes({ groups, words }: Subject, reasons: readonly Finding[]) {
  const { confirm } = words;
  const outside = groups.filter(({ side }) => side !== 'inside');
  const addresses = blamed(reasons);
  const isBlamed = ({ recipients }: Group) =>
    recipients.some(({ row }) => addresses.has(addressKey(row.forwardPath)));
  const risky = outside.filter((group) => group.isNew || isBlamed(group)).slice(0, MAX_ORGANIZATIONS);
  const others = outside.filter((group) => !risky.includes(group));
  const name = ({ organization }: Group) => showLine(organization, 80);
  return {
    risky: risky.map((group) => confirm.organization(group.recipients.length, name(group), group.isNew)),
    others: others.length === 0 ? [] : [confirm.others(countOf(others), others.length, risky.length > 0)],
  };
}

function fileBoxes({ detail, words }: Subject, reasons: readonly Finding[]): readonly string[] {
  const { confirm } = words;
  const paths = new Set(detail.facts?.content.files.map(({ path }) => path));
  const named = reasons
    .flatMap(({ evidence }) => evidence.map(({ value }) => value))
    .filter((v) => paths.has(v));
  const files = [...new Set(named)];
  const shown = files.slice(0, files.length > MAX_FILES ? MAX_FILES - 1 : MAX_FILES);
  const rest = files.length - shown.length;
  return [
    ...shown.map((path) => confirm.file(showLine(path, 80))),
    ...(rest > 0 ? [confirm.files(rest)] : []),
  ];
}

/** A reason that neither an organisation nor a file stands for. */
function isByItself({ detail }: Subject, { check, evidence }: Finding): boolean {
  if (check === 'visible-recipients') return false;
  if (ABOUT_ALL.has(check)) return true;
  const paths = new Set(detail.facts?.content.files.map(({ path }) => path));
  return !evidence.some(({ kind, value }) => kind === 'address' || paths.has(value));
}

function reasonBoxes(subject: Subject, reasons: readonly Finding[], room: number): readonly string[] {
  const { words, language } = subject;
  const own = reasons.filter((finding) => isByItself(subject, finding));
  const shown = own.slice(0, own.length > room ? room - 1 : room);
  const rest = own.length - shown.length;
  const texts = shown.map((finding) =>
    words.confirm.reason(showLine(sentenceOf(finding, language).label, 60)),
  );
  return [...texts, ...(rest > 0 ? [words.confirm.reasons(rest)] : [])];
}

/** Full sentences in the first person. */
export function confirmBoxes(subject: Subject): readonly string[] {
  const reasons = (subject.detail.verdict?.findings ?? []).filter(asksToHold);
  const { risky, others } = organizationBoxes(subject, reasons);
  const isVisible = reasons.some(({ check }) => check === 'visible-recipients');
  const first = [...risky, ...(isVisible ? [subject.words.confirm.visible] : [])];
  const last = [...fileBoxes(subject, reasons), ...others];
  const room = Math.max(1, MAX_BOXES - first.length - last.length);
  return [...first, ...reasonBoxes(subject, reasons, room), ...last].slice(0, MAX_BOXES);
}

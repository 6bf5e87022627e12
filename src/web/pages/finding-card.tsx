// One finding: what was seen in a sentence, the first evidence, and behind "Why?" all of it with the rule that asks.

import type { VNode } from 'preact';
import { parseAddrSpec } from '../../guard/address.ts';
import type { Facts } from '../../guard/facts.ts';
import { settingsFor } from '../../guard/policy-for.ts';
import { placeText } from '../../guard/sentences/places.ts';
import { noteOf, sentenceOf } from '../../guard/sentences.ts';
import type { Evidence, Finding } from '../../guard/verdict.ts';
import { showLine } from '../shown.ts';
import type { Visit } from '../visit.ts';
import { Address, SeverityMark } from './parts.tsx';

type Props = {
  readonly visit: Visit;
  readonly finding: Finding;
  readonly facts: Facts | null;
  /** So many pieces of evidence are listed. */
  readonly most?: number;
  /** The page that lists the others. */
  readonly allHref?: string;
  /** Unfolded. */
  readonly isOpen?: boolean;
};

const PREVIEWED = 3;

function shownValue({ visit, evidence }: { readonly visit: Visit; readonly evidence: Evidence }): string {
  if (evidence.value === 'body') return visit.words.mail.inBody;
  return evidence.kind === 'place' ? placeText(evidence.value, visit.language) : evidence.value;
}

type ItemProps = { readonly visit: Visit; readonly evidence: Evidence; readonly note: string };

function EvidenceItem({ visit, evidence, note }: ItemProps): VNode {
  const address = evidence.kind === 'address' ? parseAddrSpec(evidence.value) : null;
  return (
    <li>
      {address === null ? (
        <bdi>{showLine(shownValue({ visit, evidence }), 1000)}</bdi>
      ) : (
        <Address address={address} />
      )}
      {note !== '' && <span class="quiet"> {showLine(note)}</span>}
    </li>
  );
}

function Others({
  visit,
  count,
  allHref,
}: {
  visit: Visit;
  count: number;
  allHref: string | undefined;
}): VNode | null {
  if (count <= 0) return null;
  const text = visit.words.people.others(count);
  return <p class="all">{allHref === undefined ? text : <a href={allHref}>{text}</a>}</p>;
}

/** A note that all pieces share is said once, above them. */
function EvidenceList({ visit, finding, most = finding.evidence.length, allHref }: Props): VNode | null {
  const notes = finding.evidence.map((evidence) => noteOf(finding, evidence, visit.language));
  const [first = ''] = notes;
  const shared = notes.length > 1 && notes.every((note) => note === first) ? first : '';
  if (finding.evidence.length === 0) return null;
  return (
    <div class="evidence">
      {shared !== '' && <p class="quiet">{showLine(shared)}</p>}
      <ul aria-label={visit.words.mail.evidence}>
        {finding.evidence.slice(0, most).map((evidence, n) => (
          <EvidenceItem visit={visit} evidence={evidence} note={shared === '' ? (notes[n] ?? '') : ''} />
        ))}
      </ul>
      <Others visit={visit} count={finding.evidence.length - most} allHref={allHref} />
    </div>
  );
}

/** What the sentence does not say already, in one line. */
function previewOf({ visit, finding }: Props, sentence: string): string {
  const fresh = finding.evidence.filter(({ kind, value }) => kind !== 'number' && !sentence.includes(value));
  const told = fresh.filter(({ value }) => value !== 'body').slice(0, PREVIEWED);
  const texts = told.map((evidence) => {
    const note = noteOf(finding, evidence, visit.language);
    return evidence.kind === 'place' && note !== '' ? note : shownValue({ visit, evidence });
  });
  const more = fresh.length - told.length;
  return showLine(texts.join(' · ') + (texts.length > 0 && more > 0 ? ` · +${more}` : ''), 240);
}

/** The numbers and the action of the policy for this mail, as they are set today. */
function Setting({ visit, finding, facts }: Props): VNode | null {
  const rules = visit.ports.rules();
  const settings = facts === null ? rules.policy.checks : settingsFor(facts, rules);
  const { action, ...numbers } = settings[finding.check];
  const scalars = Object.entries(numbers).filter(([, value]) =>
    ['number', 'string', 'boolean'].includes(typeof value),
  );
  return (
    <p class="setting quiet">
      <code>{finding.check}</code>
      {` · ${visit.words.mail.action} ${action}`}
      {scalars.map(([key, value]) => ` · ${key} ${value}`)}
      {` (${visit.words.mail.settingNow})`}
    </p>
  );
}

export function FindingCard(props: Props): VNode {
  const { visit, finding, isOpen = false } = props;
  const { words, language } = visit;
  const { label, sentence } = sentenceOf(finding, language);
  const preview = previewOf(props, sentence);
  return (
    <details class={`finding ${finding.severity}`} open={isOpen}>
      <summary>
        <span class="label">
          <SeverityMark visit={visit} severity={finding.severity} />
          <b>{showLine(label, 120)}</b>
        </span>
        <span class="sentence">{showLine(sentence, 1000)}</span>
        {preview !== '' && <bdi class="preview">{preview}</bdi>}
        <span class="more">{words.mail.more}</span>
      </summary>
      <div class="why">
        <EvidenceList {...props} />
        <p>{words.why[finding.check]}</p>
        {!finding.certain && <p>{words.mail.uncertain}</p>}
        <Setting {...props} />
      </div>
    </details>
  );
}

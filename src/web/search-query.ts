// What was typed into the search field, read: words, and operators such as `from:yamada` or `after:2026-11-01`. A
// mistake is said, never guessed away. Pure.

import { instantAt } from '../guard/calendar/zone.ts';
import { CHECK_IDS } from '../guard/checks-list.ts';
import { DECISIONS, MAIL_STATES } from '../guard/states.ts';
import type { MailSearch } from '../store/mail-search.ts';
import type { ListQuery } from '../store/store.ts';

export const OPERATORS = [
  'from',
  'to',
  'subject',
  'reason',
  'state',
  'has',
  'after',
  'before',
  'id',
] as const;
type Operator = (typeof OPERATORS)[number];

/** `states` undefined: those of the list. */
export type Query = { readonly search: MailSearch; readonly states?: NonNullable<ListQuery['states']> };

/** `known`: what could stand there instead. */
export type Mistake = {
  readonly what: 'operator' | 'value' | 'date' | 'empty';
  readonly text: string;
  readonly known: readonly string[];
};

export type ParsedQuery =
  | ({ readonly kind: 'query' } & Query)
  | { readonly kind: 'mistake'; readonly mistake: Mistake };

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Building = { search: Writable<MailSearch>; states?: ListQuery['states'] };

/** A word, a quoted phrase, or an operator with either. The colon may be a full-width one. */
const TERM = /(?:([A-Za-z][\w-]*)[:：])?(?:["“]([^"”]*)["”]?|(\S+))?/gu;

const mistake = (what: Mistake['what'], text: string, known: readonly string[] = []): Mistake => ({
  what,
  text,
  known,
});

type Reader = (building: Building, value: string, timezone: string) => Mistake | null;

/** For operators whose values add up. */
function adds(key: 'from' | 'to' | 'subject' | 'id'): Reader {
  return ({ search }, value) => {
    search[key] = [...(search[key] ?? []), value];
    return null;
  };
}

/** `2026-11-01`, and on the calendar. */
function isDay(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

function readDate(key: 'since' | 'before'): Reader {
  return ({ search }, value, timezone) => {
    if (!isDay(value)) return mistake('date', value);
    search[key] = new Date(instantAt(value, 0, timezone)).toISOString();
    return null;
  };
}

/** `reason:visible` is enough; a part that several checks share means any of them. */
const readReason: Reader = ({ search }, value) => {
  const checks = CHECK_IDS.filter((check) => check.includes(value.toLowerCase()));
  if (checks.length === 0) return mistake('value', `reason:${value}`, CHECK_IDS);
  search.reasons = [...(search.reasons ?? []), checks];
  return null;
};

/** How a mail ended counts as its state as well; `sent` is what people call `done`. */
const readState: Reader = (building, value) => {
  const word = value.toLowerCase();
  const name = word === 'sent' ? 'done' : word;
  const state = MAIL_STATES.find((known) => known === name);
  const decision = DECISIONS.find((known) => ENDED[known] === word);
  if (state !== undefined) building.states = [state];
  else if (decision !== undefined) {
    building.states = MAIL_STATES;
    building.search.decisions = [decision];
  } else return mistake('value', `state:${value}`, ['held', 'queued', 'sent', ...Object.values(ENDED)]);
  return null;
};

const ENDED = { release: 'released', return: 'returned', withdraw: 'withdrawn', expire: 'expired' } as const;

const readHas: Reader = ({ search }, value) => {
  if (!['attachment', 'file'].includes(value.toLowerCase())) {
    return mistake('value', `has:${value}`, ['attachment']);
  }
  search.hasFile = true;
  return null;
};

const READERS: Readonly<Record<Operator, Reader>> = {
  from: adds('from'),
  to: adds('to'),
  subject: adds('subject'),
  id: adds('id'),
  reason: readReason,
  state: readState,
  has: readHas,
  after: readDate('since'),
  before: readDate('before'),
};

function addWord({ search }: Building, value: string): null {
  if (value !== '') search.words = [...(search.words ?? []), value];
  return null;
}

function readTerm(building: Building, name: string | undefined, value: string, timezone: string) {
  if (name === undefined) return addWord(building, value);
  const operator = OPERATORS.find((known) => known === name.toLowerCase());
  // `Re: your plan` is what a subject says.
  if (operator === undefined && value === '') return addWord(building, `${name}:`);
  if (operator === undefined) return mistake('operator', `${name}:`, OPERATORS);
  return value === '' ? mistake('empty', `${operator}:`) : READERS[operator](building, value, timezone);
}

/** Dates are days on the clock of `timezone`; `after:` means from the beginning of that day on. */
export function parseQuery(text: string, timezone: string): ParsedQuery {
  const building: Building = { search: {} };
  for (const [term, name, phrase, word] of text.matchAll(TERM)) {
    if (term === '') continue;
    const wrong = readTerm(building, name, (phrase ?? word ?? '').trim(), timezone);
    if (wrong !== null) return { kind: 'mistake', mistake: wrong };
  }
  const { search, states } = building;
  return { kind: 'query', search, ...(states !== undefined && { states }) };
}

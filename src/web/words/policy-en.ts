// The words of the policy pages. English.

import type { Suggestion } from '../../guard/what-if/suggest.ts';
import { count } from './count-en.ts';

type Say = (name: string, mails: number, wrong: number) => string;

/** `mails`: how many it held, or of `missed` how many should have been held. */
const suggestions: Readonly<Record<Suggestion['kind'], Say>> = {
  ritual: (name, held) => `“${name}”: ${held} held, all sent on unchanged. Would it be enough to record it?`,
  wrong: (name, held, wrong) =>
    `“${name}”: ${held} held, ${wrong} of them called wrong. Would something lighter do?`,
  rarely: (name, held) =>
    `“${name}”: ${held} held, supervisors stopped hardly any. Would the sender’s own look be enough?`,
  missed: (name, missed) =>
    `“${name}” is only recorded, and ${count(missed, 'mail')} it had noticed should have been held. Let the sender confirm?`,
};

export const policyEn = {
  title: 'Policy',
  lead: 'What is in force, what it does, and what another one would do.',
  version: (n: number) => `Version ${n}`,
  since: 'In force since',
  by: 'by',
  bySystem: 'read from the configuration',
  mode: { hold: 'Mail that looks like a slip is held.', observe: 'Only observes: nothing is held.' },
  kept: {
    pages: 'It is kept here: an administrator can apply another one.',
    config:
      'It is kept in the configuration’s files, which these pages never write: try a change here, copy it into the file, and run: sekisho reload.',
  },
  change: 'Try a change',
  download: 'Download as a file',
  suggestions: 'Suggestions',
  suggestion: suggestions,
  suggestionTry: 'See what it would change',
  versions: 'Versions',
  source: { config: 'from the configuration', pages: 'applied on the pages' },
  inForce: 'in force',
  changedFrom: (n: number) => `What changed since version ${n}`,
  compareWith: 'Compare with',
  compare: 'Compare',
  noChange: 'No setting differs.',
  first: 'The first one that was recorded.',
  text: 'As it was written',
  rollBack: 'Go back to this version',
  forecast: {
    title: 'Forecast and reality',
    lead: 'Two weeks after a change: what was expected from the mails of the 30 days before it, and what came.',
    none: 'No change has been forecast yet.',
    expected: 'Forecast',
    held: 'Came',
    mails: 'Mails',
    share: 'Held of all mail',
    heldMails: 'Held mails',
    verdict: {
      'as-forecast': 'As forecast, within chance.',
      more: 'More is held than was forecast: look at the checks below.',
      fewer: 'Less is held than was forecast.',
      'too-few': 'Too little mail to say anything.',
    },
    stage: {
      over: 'Two weeks are over.',
      watching: 'Watched until two weeks are over:',
      replaced: 'Another version came before two weeks were over:',
    },
    atChange: 'On the mails of the 30 days before the change',
    before: 'before',
    after: 'after',
    pending: 'The forecast is not there (yet).',
  },
  edit: {
    title: 'Try another policy',
    lead: 'Nothing is changed yet: the text is checked, and the mails of the last 30 days are judged by it from what was recorded.',
    label: 'The policy in YAML',
    go: 'Check and try',
    from: (n: number) => `From version ${n}`,
    problems: 'This is not a policy yet',
    place: (line: number, column: number | null) =>
      column === null ? `line ${line}` : `line ${line}, column ${column}`,
    whole: 'the text as a whole',
  },
  trial: {
    title: 'What this policy would have done',
    period: 'The last 30 days',
    diff: 'What would change',
    blind: 'Not to be seen in what was recorded:',
    apply: 'Apply this policy',
    applyHint: 'It holds at once for every mail that comes from now on. You can go back to any version.',
    copy: 'Copy it into the file',
    copyHint: 'Put this text into the file of the policy, then: sekisho reload.',
    again: 'Change it further',
  },
  overtaken: 'Somebody else was first',
  overtakenHint: (n: number) =>
    `Version ${n} came while you wrote. Nothing was changed. Below is what separates your text from it; try it again to go on.`,
  same: 'This is what is in force already. Nothing was changed.',
  applied: 'Applied.',
};

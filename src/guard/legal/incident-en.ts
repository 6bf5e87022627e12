// The English texts of an incident. What only people know is left open as (fill in).

import { CATEGORY_NAMES, legalSentence } from '../sentences/legal.ts';
import { plural } from '../sentences/lines.ts';
import { type Concerned, concernedOutside, type IncidentKit } from './incident.ts';
import type { IncidentWords, Leaked } from './words.ts';

const OPEN = '(fill in)';

function draftText(kit: IncidentKit, to: Concerned, on: string): string {
  const hasMail = to.gotAt !== null;
  const others = kit.got.filter(({ address, side }) => side !== 'inside' && address !== to.address).length;
  const hasData = kit.persons > 0 || kit.files.length > 0;
  return [
    `Dear ${to.address},`,
    '',
    `(company, department, name) here. A mail that we sent ${hasMail ? 'to you ' : 'to your address '}on ${on} went out by mistake. We are very sorry.`,
    ...(to.isShown && others > 0
      ? ['', `Your mail address was visible to ${plural(others, 'other recipient')}.`]
      : []),
    ...(hasMail
      ? [
          '',
          `${to.saw > 0 ? 'The addresses of other people were visible to you. ' : ''}${hasData ? 'It may contain what was not meant for you. ' : ''}Please delete the mail and its attachments without opening, keeping or forwarding them, and confirm that by answering this mail.`,
        ]
      : []),
    '',
    `Cause: ${OPEN}`,
    `What we do so that it does not happen again: ${OPEN}`,
    `Whom to ask: ${OPEN}`,
  ].join('\n');
}

function itemTexts(kit: IncidentKit, leaked: Leaked, time: (iso: string) => string): readonly string[] {
  const { mail, got, missed, shown, files, estimate, deadlines } = kit;
  const outside = got.filter(({ side }) => side !== 'inside').length;
  const found = [
    ...leaked.kinds.map(({ kind, count }) => `${kind}: ${count}`),
    ...(shown.length > 0 ? [`mail addresses visible in the header: ${shown.length}`] : []),
  ];
  const grounds = estimate.grounds.map(({ category, law }) => `${CATEGORY_NAMES.en[category]} (${law.en})`);
  const ground = estimate.isDue ? `Probable ground: ${grounds.join('; ')}.` : 'Probably not to be reported.';
  const encrypted = files.filter(({ protection }) => protection === 'protected').length;
  return [
    `A mail sent by ${mail.author ?? '(unknown sender)'} on ${time(mail.receivedAt)} reached ${plural(got.length, 'recipient')}, ${outside} of them outside. Known since ${time(kit.awareAt)}. ${ground}`,
    `${found.length > 0 ? found.join(', ') : 'nothing found'} (found by machine, to be checked)`,
    `${estimate.persons} (counted by machine, to be checked)`,
    `Mail sent by mistake. ${OPEN}`,
    `${OPEN} (${plural(files.length, 'attachment')}, ${encrypted} encrypted)`,
    `Letters prepared for ${plural(concernedOutside(kit).length, 'person')} outside, each alone. Sent when, deletion confirmed by whom: ${OPEN}`,
    OPEN,
    OPEN,
    `Did not reach ${plural(missed.length, 'recipient')}. Id ${mail.id}. Preliminary report ${deadlines.preliminaryFrom} to ${deadlines.preliminaryUntil}, final report by ${deadlines.finalUntil}. ${legalSentence(estimate, 'en')}`,
  ];
}

export const incidentEn: IncidentWords = {
  draft: (kit, to, on) => ({
    subject: `Our apology for a mail sent on ${on}`,
    text: draftText(kit, to, on),
  }),
  titles: [
    'Summary',
    'Items of personal data that were or may have been leaked',
    'Number of persons concerned',
    'Cause',
    'Secondary damage, or the risk of it',
    'What was done for the persons concerned',
    'Publication',
    'Measures against recurrence',
    'Other matters of reference',
  ],
  items: itemTexts,
};

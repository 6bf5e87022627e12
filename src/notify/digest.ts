// The daily digest of a relay that only observes: each morning, what the day before would have been held. Queued once for
// everybody who gets it, whichever relay is first; a day without mail has none. Never judged, so never about itself.

import type { AddrSpec } from '../guard/address.ts';
import { dayNumber, dayOf } from '../guard/calendar/days.ts';
import { instantAt, localDay } from '../guard/calendar/zone.ts';
import { dayFigures } from '../relay/day-figures.ts';
import { queueOwnMail } from '../relay/own-mail.ts';
import { newMailId } from '../store/mail-id.ts';
import { composeOwnMail, NON_ASCII } from './compose-notice.ts';
import { type DigestView, digestSubject, digestText } from './digest-text.ts';
import { type Looking, startLooking } from './looking.ts';
import type { NotifierPorts } from './notifier.ts';

export type DigestPorts = NotifierPorts & { readonly digestTo: readonly AddrSpec[] };

const POLL_MS = 60_000;
/** When people come to work, on the company's clock. */
const MORNING_MINUTES = 7 * 60;
const MOST_LISTED = 50;

/** The day whose digest is due; null before the morning. */
function dueDay(nowMs: number, timeZone: string): string | null {
  const today = localDay(nowMs, timeZone);
  return nowMs < instantAt(today, MORNING_MINUTES, timeZone) ? null : dayOf(dayNumber(today) - 1);
}

async function viewOf(ports: DigestPorts, day: string): Promise<DigestView> {
  const { timezone: timeZone } = ports.rules().organization;
  const startOf = (of: string) => new Date(instantAt(of, 0, timeZone)).toISOString();
  const period = { since: startOf(day), until: startOf(dayOf(dayNumber(day) + 1)) };
  const figures = await dayFigures(ports, period, MOST_LISTED);
  return { day, timeZone, figures, webUrl: ports.settings.webUrl() };
}

async function queueFor(ports: DigestPorts, view: DigestView, from: AddrSpec, to: AddrSpec): Promise<void> {
  const { store, log, now, language, settings } = ports;
  const id = newMailId();
  const at = now();
  const subject = digestSubject(view, language);
  const text = digestText(view, language);
  const composed = await composeOwnMail({ id, from, to, at, earlier: [] }, subject, text);
  const mail = queueOwnMail({
    ...composed,
    id,
    origin: 'notice',
    by: 'notifier',
    to,
    about: null,
    at: at.toISOString(),
    giveUpAfterMs: settings.giveUpAfterMs,
    author: from,
    isSmtpUtf8: NON_ASCII.test(to) || NON_ASCII.test(from),
  });
  if (!(await store.queueDigest({ day: view.day, to, mail }))) return;
  log({ event: 'digest-queued', mailId: id, forwardPaths: [to], count: view.figures.tally.held });
  ports.nudgeCourier();
}

async function queueDue(ports: DigestPorts): Promise<void> {
  const { store, rules, digestTo, settings } = ports;
  const { noticeFrom } = settings;
  const { policy, organization } = rules();
  const day = dueDay(ports.now().getTime(), organization.timezone);
  if (noticeFrom === null || policy.mode !== 'observe' || day === null) return;
  const open: AddrSpec[] = [];
  for (const to of digestTo) if (!(await store.isDigestQueued({ day, to }))) open.push(to);
  if (open.length === 0) return;
  const view = await viewOf(ports, day);
  if (view.figures.mails === 0) return;
  for (const to of open) await queueFor(ports, view, noticeFrom, to);
}

/** Looks at once and every minute. `stop` must be called. */
export function startDigest(ports: DigestPorts): Looking {
  return startLooking(() => queueDue(ports), { pollMs: POLL_MS, log: ports.log, event: 'digest-failed' });
}

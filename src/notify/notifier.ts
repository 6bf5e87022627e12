// Turns notice rows into mails of ours and queues them; the courier sends them by the routes, like any mail. They
// never come through acceptMail, so they are never judged. Started by serve.ts.

import { personName } from '../guard/people.ts';
import { holdContext } from '../relay/hold-context.ts';
import { queueOwnMail } from '../relay/own-mail.ts';
import type { RelayPorts } from '../relay/ports.ts';
import type { NewLink } from '../store/link.ts';
import { newMailId, parseMailId } from '../store/mail-id.ts';
import type { MailDetail, MailId, NewMail, NoticeRow } from '../store/store.ts';
import { composeNotice, NON_ASCII } from './compose-notice.ts';
import { type Looking, startLooking } from './looking.ts';
import { linkFor } from './notice-link.ts';
import type { NoticeLanguage, NoticeViews } from './notice-text.ts';
import { viewNotice } from './notice-view.ts';
import { type Batch, batchesOf, createPacer, type Pacer } from './pacing.ts';

export type NotifierPorts = Pick<RelayPorts, 'store' | 'rules' | 'people' | 'log' | 'now'> & {
  readonly settings: Pick<RelayPorts['settings'], 'noticeFrom' | 'giveUpAfterMs' | 'webUrl'>;
  /** Told when a notice is queued. */
  readonly nudgeCourier: () => void;
  readonly language: NoticeLanguage;
};

const AT_ONCE = 200;
const POLL_MS = 10_000;
const RETRY_MS = 60_000;
const GIVE_UP_MS = 3 * 24 * 3_600_000;
const MOST_EVENTS = 1000;

/** A notice with all that is to be written of it. */
type Prepared = {
  readonly view: NoticeViews[number];
  readonly link: NewLink | null;
  /** The first notice that the same person got about the same mail. */
  readonly earlier: MailId | null;
};

/** The name of the person who decided, as users or the directory know them; null when it was nobody. */
async function findDecider(
  { store, people }: NotifierPorts,
  { mail, hold }: MailDetail,
): Promise<string | null> {
  const user = mail.decidedBy === null ? null : await store.getUser(mail.decidedBy);
  if (user !== null) return user.name;
  const by = hold?.ended?.by ?? hold?.given.at(-1)?.by ?? null;
  if (by === null || by === 'clock') return null;
  return personName(by, people());
}

async function findEarlier({ store }: NotifierPorts, { mailId, to }: NoticeRow): Promise<MailId | null> {
  const events = await store.listEvents({ mailId, limit: MOST_EVENTS });
  const first = events.find(({ type, detail }) => type === 'notice-sent' && detail.to === to);
  return first === undefined ? null : parseMailId(String(first.detail.as));
}

/** How many mails this one speaks for; null when only for itself. */
async function countBurst({ store }: NotifierPorts, { mail }: MailDetail): Promise<number | null> {
  if (mail.burst === null) return null;
  if (mail.state !== 'held') return 0;
  const held = await store.countMails({ states: ['held'], burst: mail.burst });
  return held > 1 ? held : null;
}

async function prepare(ports: NotifierPorts, notice: NoticeRow): Promise<Prepared> {
  const { store, now, rules, settings } = ports;
  const detail = await store.findMail(notice.mailId);
  if (detail === null) throw new Error('the mail of this notice is unknown');
  const context = holdContext(ports, now().toISOString(), detail.facts);
  const { url, number, row } = linkFor(notice, detail, context.rules, settings.webUrl());
  const decidedBy = await findDecider(ports, detail);
  const burst = await countBurst(ports, detail);
  const view = viewNotice(notice, detail, { rules: rules(), context, decidedBy, burst, link: url, number });
  return { view, link: row, earlier: await findEarlier(ports, notice) };
}

async function mailOfBatch(
  ports: NotifierPorts,
  { mailId, to }: NoticeRow,
  prepared: readonly Prepared[],
): Promise<NewMail> {
  const { noticeFrom: from, giveUpAfterMs } = ports.settings;
  const [first, ...others] = prepared.map(({ view }) => view);
  if (from === null || first === undefined) throw new Error('no address to send notices from');
  const id = newMailId();
  const at = ports.now();
  const earlier = [...new Set(prepared.map((one) => one.earlier).filter((one) => one !== null))];
  const composed = await composeNotice({ id, from, to, at, earlier }, [first, ...others], ports.language);
  return queueOwnMail({
    ...composed,
    id,
    origin: 'notice',
    by: 'notifier',
    to,
    about: mailId,
    at: at.toISOString(),
    giveUpAfterMs,
    author: from,
    isSmtpUtf8: NON_ASCII.test(to) || NON_ASCII.test(from),
  });
}

/** Later, or never: a notice that nobody can compose does not stay for ever. */
async function putOff({ store, log, now }: NotifierPorts, batch: Batch, error: unknown): Promise<void> {
  const [{ mailId, kind, createdAt }] = batch;
  const isOld = now().getTime() - Date.parse(createdAt) > GIVE_UP_MS;
  log({ event: 'notice-failed', level: 'error', mailId, code: kind, error: String(error) });
  const until = isOld ? null : new Date(now().getTime() + RETRY_MS).toISOString();
  await store.putOffNotices(
    batch.map(({ id }) => id),
    until,
  );
}

/** True when the batch is settled, by us or by another process. */
async function settle(ports: NotifierPorts, batch: Batch): Promise<boolean> {
  const [first] = batch;
  try {
    const prepared: Prepared[] = [];
    for (const notice of batch) prepared.push(await prepare(ports, notice));
    const mail = await mailOfBatch(ports, first, prepared);
    const ids = batch.map(({ id }) => id);
    const links = prepared.map(({ link }) => link).filter((link) => link !== null);
    const isOurs = await ports.store.settleNotices(ids, mail, links);
    for (const { mailId, to, kind } of isOurs ? batch : [])
      ports.log({ event: 'notice-queued', mailId, forwardPaths: [to], code: kind });
    return true;
  } catch (error) {
    await putOff(ports, batch, error);
    return false;
  }
}

/** Settles what is due; what must wait for its minute, or cannot be settled, is put off in the store. */
async function settleWaiting(ports: NotifierPorts, pacer: Pacer): Promise<void> {
  const { store, now, nudgeCourier } = ports;
  for (;;) {
    const notices = await store.takeNotices(AT_ONCE, now().toISOString());
    for (const batch of batchesOf(notices)) {
      const nowMs = now().getTime();
      const until = pacer.waitsUntil(batch, nowMs);
      if (until !== null) {
        const ids = batch.map(({ id }) => id);
        await store.putOffNotices(ids, new Date(until).toISOString());
      } else if (await settle(ports, batch)) {
        pacer.noteSent(batch, nowMs);
        nudgeCourier();
      }
    }
    if (notices.length < AT_ONCE) return;
  }
}

/** Starts at once; does nothing when there is no address to send notices from. `stop` must be called. */
export function startNotifier(ports: NotifierPorts): Looking {
  const pacer = createPacer();
  const look = async () => {
    if (ports.settings.noticeFrom !== null) await settleWaiting(ports, pacer);
  };
  return startLooking(look, { pollMs: POLL_MS, log: ports.log, event: 'notifier-failed' });
}

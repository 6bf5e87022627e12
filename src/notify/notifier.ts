// Turns notice rows into mails of ours and queues them; the courier sends them by the routes, like any mail. They
// never come through acceptMail, so they are never judged. Started by serve.ts.

import { queueOwnMail } from '../relay/own-mail.ts';
import type { RelayPorts } from '../relay/ports.ts';
import type { MailDetail, NewMail, NoticeRow } from '../store/store.ts';
import { composeNotice } from './compose-notice.ts';
import { type Looking, startLooking } from './looking.ts';
import type { NoticeLanguage } from './notice-text.ts';
import { viewNotice } from './notice-view.ts';

export type NotifierPorts = Pick<RelayPorts, 'store' | 'rules' | 'log' | 'now'> & {
  readonly settings: Pick<RelayPorts['settings'], 'noticeFrom' | 'giveUpAfterMs' | 'webUrl'>;
  /** Told when a notice is queued. */
  readonly nudgeCourier: () => void;
  readonly language: NoticeLanguage;
};

const AT_ONCE = 100;
const POLL_MS = 10_000;
const NON_ASCII = /[^\x00-\x7f]/;

/** The name of the person who decided: decidedBy is a user's id, or something that is no person. */
async function findDecider(ports: NotifierPorts, { mail }: MailDetail): Promise<string | null> {
  if (mail.decidedBy === null) return null;
  const user = await ports.store.getUser(mail.decidedBy);
  return user?.name ?? null;
}

async function mailOfNotice(ports: NotifierPorts, notice: NoticeRow, detail: MailDetail): Promise<NewMail> {
  const { noticeFrom, giveUpAfterMs, webUrl } = ports.settings;
  if (noticeFrom === null) throw new Error('no address to send notices from');
  const decidedBy = await findDecider(ports, detail);
  const view = viewNotice(notice, detail, { rules: ports.rules(), webUrl: webUrl(), decidedBy });
  const composed = await composeNotice(notice, view, { from: noticeFrom, language: ports.language });
  return queueOwnMail({
    ...composed,
    origin: 'notice',
    by: 'notifier',
    to: notice.to,
    about: notice.mailId,
    at: ports.now().toISOString(),
    giveUpAfterMs,
    author: noticeFrom,
    isSmtpUtf8: NON_ASCII.test(notice.to) || NON_ASCII.test(noticeFrom),
  });
}

/** True when the notice is settled, by us or by another process. */
async function settle(ports: NotifierPorts, notice: NoticeRow): Promise<boolean> {
  const { mailId, kind } = notice;
  try {
    const detail = await ports.store.findMail(mailId);
    if (detail === null) throw new Error('the mail of this notice is unknown');
    const mail = await mailOfNotice(ports, notice, detail);
    const isOurs = await ports.store.settleNotice(notice.id, mail);
    if (isOurs) ports.log({ event: 'notice-queued', mailId, forwardPaths: [notice.to], code: kind });
    return true;
  } catch (error) {
    ports.log({ event: 'notice-failed', level: 'error', mailId, code: kind, error: String(error) });
    return false;
  }
}

/** Settles what waits; what cannot be settled stays and is tried again at the next look. */
async function settleWaiting(ports: NotifierPorts): Promise<void> {
  for (;;) {
    const notices = await ports.store.takeNotices(AT_ONCE);
    let settled = 0;
    for (const notice of notices) settled += (await settle(ports, notice)) ? 1 : 0;
    if (settled > 0) ports.nudgeCourier();
    if (notices.length < AT_ONCE || settled === 0) return;
  }
}

/** Starts at once; does nothing when there is no address to send notices from. `stop` must be called. */
export function startNotifier(ports: NotifierPorts): Looking {
  const look = async () => {
    if (ports.settings.noticeFrom !== null) await settleWaiting(ports);
  };
  return startLooking(look, { pollMs: POLL_MS, log: ports.log, event: 'notifier-failed' });
}

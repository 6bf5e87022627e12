// The store's interface over a way to run operations: names and arguments only, the same for both databases.

import type { JudgedStore } from './judged-row.ts';
import type { JudgementStore } from './judgement-row.ts';
import type { InputOf, OperationName, ResultOf, Run } from './operations.ts';
import type { Store } from './store.ts';

const GENESIS = { seq: 0, hash: '' };

/** Walks all chains page by page, each page a transaction of its own. */
async function verifyEvents(run: Run): ReturnType<Store['verifyEvents']> {
  let checked = 0;
  for (const writer of await run('listChains', undefined)) {
    let place: InputOf<'verifyChainPage'> | null = { writer, ...GENESIS };
    while (place !== null) {
      const page: ResultOf<'verifyChainPage'> = await run('verifyChainPage', place);
      checked += page.checked;
      if (page.firstBad !== null) return { ok: false, checked, firstBad: page.firstBad };
      place = page.next;
    }
  }
  return { ok: true, checked, firstBad: null };
}

/** Operations whose one argument is their input. */
function direct<N extends OperationName>(run: Run, name: N): (input: InputOf<N>) => Promise<ResultOf<N>> {
  return (input) => run(name, input);
}

/** How mails were judged, and what people say of it. */
function judgementsOver(run: Run): JudgedStore & JudgementStore {
  return {
    listJudged: direct(run, 'listJudged'),
    judgedFacts: direct(run, 'judgedFacts'),
    outcomesOf: direct(run, 'outcomesOf'),
    listLookSeconds: direct(run, 'listLookSeconds'),
    putJudgement: (row, actor) => run('putJudgement', { row, actor }),
    listJudgements: direct(run, 'listJudgements'),
  };
}

export function storeOver(kind: Store['kind'], run: Run, close: () => Promise<void>): Store {
  return {
    kind,
    ...judgementsOver(run),
    insertMail: direct(run, 'insertMail'),
    findMail: direct(run, 'findMail'),
    readOctets: direct(run, 'readOctets'),
    listMails: direct(run, 'listMails'),
    countMails: direct(run, 'countMails'),
    measureBacklog: () => run('measureBacklog', undefined),
    heldChanges: direct(run, 'heldChanges'),
    traceMails: (what, limit) => run('traceMails', { what, limit }),
    changeHold: direct(run, 'changeHold'),
    findDueHolds: (now, limit, offset = 0) => run('findDueHolds', { now, limit, offset }),
    claimDueMail: (owner, now, leaseUntil, limit) => run('claimDueMail', { owner, now, leaseUntil, limit }),
    renewLease: (id, lease, until) => run('renewLease', { id, lease, until }),
    reportAttempt: direct(run, 'reportAttempt'),
    releaseLease: (id, lease) => run('releaseLease', { id, lease }),
    listLeaseOwners: () => run('listLeaseOwners', undefined),
    endLeases: (owners) => run('endLeases', { owners }),
    parkQueued: direct(run, 'parkQueued'),
    countParked: () => run('countParked', undefined),
    settleParked: direct(run, 'settleParked'),
    nextDueAt: () => run('nextDueAt', undefined),
    answerHistory: (question, now) => run('answerHistory', { question, now }),
    learn: direct(run, 'learn'),
    importHistory: (source, entries, progress) =>
      run('importHistory', { source, entries, progress: progress ?? null }),
    importPosition: direct(run, 'importPosition'),
    dropForgotten: direct(run, 'dropForgotten'),
    addEvent: direct(run, 'addEvent'),
    listEvents: direct(run, 'listEvents'),
    verifyEvents: () => verifyEvents(run),
    takeNotices: (limit, now) => run('takeNotices', { limit, now: now ?? null }),
    settleNotices: (ids, mail, links = []) => run('settleNotices', { ids, mail, links }),
    putOffNotices: (ids, until) => run('putOffNotices', { ids, until }),
    findLink: direct(run, 'findLink'),
    tryNumber: (tokenHash, number, now) => run('tryNumber', { tokenHash, number, now }),
    countUsers: () => run('countUsers', undefined),
    addUser: direct(run, 'addUser'),
    setPassword: (name, passwordHash) => run('setPassword', { name, passwordHash }),
    findUser: direct(run, 'findUser'),
    getUser: direct(run, 'getUser'),
    putExternalUser: direct(run, 'putExternalUser'),
    listUsers: () => run('listUsers', undefined),
    putSetupToken: (hash, expiresAt) => run('putSetupToken', { hash, expiresAt }),
    redeemSetupToken: (hash, now, user) => run('redeemSetupToken', { hash, now, user }),
    putSession: direct(run, 'putSession'),
    findSession: (idHash, now) => run('findSession', { idHash, now }),
    touchSession: (idHash, seenAt) => run('touchSession', { idHash, seenAt }),
    dropSession: direct(run, 'dropSession'),
    gatherChannelJobs: direct(run, 'gatherChannelJobs'),
    claimChannelJob: (channel, now, until) => run('claimChannelJob', { channel, now, until }),
    settleChannelJob: (job, nextAttemptAt) => run('settleChannelJob', { job, nextAttemptAt }),
    putDirectory: direct(run, 'putDirectory'),
    readDirectory: (after = '') => run('readDirectory', after),
    listSessions: direct(run, 'listSessions'),
    dropSessions: direct(run, 'dropSessions'),
    ping: () => run('ping', undefined),
    close,
  };
}

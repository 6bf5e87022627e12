// The store's interface over a way to run operations: names and arguments only, the same for both databases.

import type { ApiTokenStore } from './api-token.ts';
import { claimOver } from './claim.ts';
import type { EventStore } from './event-store.ts';
import type { FigureStore } from './figures.ts';
import type { JudgedStore } from './judged-row.ts';
import type { JudgementStore } from './judgement-row.ts';
import { asKept } from './kept-facts.ts';
import { keptJudging } from './kept-judging.ts';
import { LARGE_OCTETS, openOctets, readAllOctets, writeEarly } from './large-octets.ts';
import type { FirstLease } from './lease.ts';
import type { InputOf, OperationName, ResultOf, Run } from './operations.ts';
import type { PolicyStore } from './policy-version.ts';
import type { Purged, PurgeLimits } from './purge.ts';
import { type RememberedMails, rememberedMails } from './remembered-mails.ts';
import type { MailId, NewMail, Store } from './store.ts';
import type { UserStore } from './user-rows.ts';
import { verifyChains } from './verify-chains.ts';

/** No mail takes so long from its first octet to its row. */
const STRAY_MS = 24 * 60 * 60 * 1000;

/** Until nothing is due any more; others write between the steps. */
async function purge(run: Run, limits: PurgeLimits): Promise<Purged> {
  const strayBefore = new Date(Date.parse(limits.now) - STRAY_MS).toISOString();
  while ((await run('dropStrayOctets', strayBefore)) > 0);
  const sum = { erased: 0, removed: 0, events: 0 };
  for (;;) {
    const { erased, removed, events } = await run('purgeStep', limits);
    if (erased + removed + events === 0) return sum;
    sum.erased += erased;
    sum.removed += removed;
    sum.events += events;
  }
}

/** As {@link purge}. */
async function dropForgotten(run: Run, now: string): Promise<void> {
  while ((await run('forgetStep', now)) > 0);
}

async function rewrapKeys(run: Run): Promise<number> {
  let sum = 0;
  for (let after: MailId | null = null; ; ) {
    const page: ResultOf<'rewrapKeys'> = await run('rewrapKeys', after);
    sum += page.rewrapped;
    if (page.last === null) return sum;
    after = page.last;
  }
}

/** Operations whose one argument is their input. */
function direct<N extends OperationName>(run: Run, name: N): (input: InputOf<N>) => Promise<ResultOf<N>> {
  return (input) => run(name, input);
}

const withKept = (mail: NewMail): InputOf<'insertMail'> => ({ ...asKept(mail), ...keptJudging(mail) });

const NOTHING = new Uint8Array();

const isLarge = ({ octets }: NewMail): boolean => octets.length > LARGE_OCTETS;

/** What the operation is given of a large mail; its octets are written by then. */
async function writtenEarly(run: Run, mail: NewMail): Promise<InputOf<'insertMail'>> {
  return { ...withKept(mail), octets: NOTHING, early: await writeEarly(run, mail) };
}

/** How mails are stored; what was stored is remembered. */
function storingOver(
  run: Run,
  remembered: RememberedMails,
): Pick<Store, 'insertMail' | 'insertHeld' | 'answerHistory'> {
  return {
    // A small mail is asked for at once: whoever closes the store next waits for it.
    async insertMail(mail: NewMail, lease?: FirstLease) {
      const kept = isLarge(mail) ? await writtenEarly(run, mail) : withKept(mail);
      await run('insertMail', { ...kept, lease });
      remembered.keep(mail.id, kept.remembered);
    },
    // Of a large mail that is one too many not even the octets are written.
    async insertHeld(mail, most) {
      const { reversePath } = mail;
      if (isLarge(mail) && (await run('holdsSoMany', { reversePath, count: most }))) return false;
      const kept = isLarge(mail) ? await writtenEarly(run, mail) : withKept(mail);
      const isStored = await run('insertHeld', { mail: kept, most });
      if (isStored) remembered.keep(mail.id, kept.remembered);
      return isStored;
    },
    answerHistory: remembered.answerHistory,
  };
}

/** How mails were judged, and what people say of it. */
function judgementsOver(run: Run): JudgedStore & JudgementStore {
  return {
    groupJudged: direct(run, 'groupJudged'),
    listJudged: direct(run, 'listJudged'),
    judgedFacts: direct(run, 'judgedFacts'),
    outcomesOf: direct(run, 'outcomesOf'),
    listLookSeconds: direct(run, 'listLookSeconds'),
    putJudgement: (row, actor) => run('putJudgement', { row, actor }),
    listJudgements: direct(run, 'listJudgements'),
  };
}

function policiesOver(run: Run): PolicyStore & FigureStore & Pick<Store, 'isDigestQueued' | 'queueDigest'> {
  return {
    listPolicyVersions: direct(run, 'listPolicyVersions'),
    findPolicyVersion: direct(run, 'findPolicyVersion'),
    newestPolicy: (after = 0) => run('newestPolicy', after),
    addPolicyVersion: direct(run, 'addPolicyVersion'),
    putForecast: direct(run, 'putForecast'),
    countJudged: direct(run, 'countJudged'),
    countDecisions: direct(run, 'countDecisions'),
    listWaitSeconds: direct(run, 'listWaitSeconds'),
    listApprovalSeconds: direct(run, 'listApprovalSeconds'),
    isDigestQueued: direct(run, 'isDigestQueued'),
    queueDigest: direct(run, 'queueDigest'),
  };
}

/** The audit: what is written into it and read of it. */
function eventsOver(run: Run): EventStore {
  return {
    addEvent: direct(run, 'addEvent'),
    listEvents: direct(run, 'listEvents'),
    findEvents: direct(run, 'findEvents'),
    walkEvents: direct(run, 'walkEvents'),
    listHeads: () => run('listHeads', undefined),
    findChainPlace: (writer, seq) => run('findChainPlace', { writer, seq }),
    verifyEvents: (newest) => verifyChains(run, newest),
  };
}

/** What no mail asks for: removing, keys. */
function upkeepOver(run: Run): Pick<Store, 'readClock' | 'purge' | 'dropForgotten' | 'rewrapKeys'> {
  return {
    readClock: () => run('readClock', undefined),
    purge: (limits) => purge(run, limits),
    dropForgotten: (now) => dropForgotten(run, now),
    rewrapKeys: () => rewrapKeys(run),
  };
}

/** Who is admitted: people, their sessions and their programs. */
function admissionOver(run: Run): ApiTokenStore & UserStore {
  return {
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
    listSessions: direct(run, 'listSessions'),
    dropSessions: direct(run, 'dropSessions'),
    addApiToken: (token, actor) => run('addApiToken', { token, actor }),
    findApiToken: (tokenHash, now) => run('findApiToken', { tokenHash, now }),
    touchApiToken: (id, usedAt, client) => run('touchApiToken', { id, usedAt, client }),
    listApiTokens: direct(run, 'listApiTokens'),
    revokeApiToken: direct(run, 'revokeApiToken'),
  };
}

export function storeOver(
  kind: Store['kind'],
  run: Run,
  close: () => Promise<void>,
  clearLog: Store['clearLog'] = async () => true,
): Store {
  return {
    ...upkeepOver(run),
    ...eventsOver(run),
    kind,
    ...judgementsOver(run),
    ...policiesOver(run),
    clearLog,
    ...storingOver(run, rememberedMails(run)),
    findMail: direct(run, 'findMail'),
    readOctets: (id) => readAllOctets(run, id),
    openOctets: (id) => openOctets(run, id),
    listMails: direct(run, 'listMails'),
    countMails: direct(run, 'countMails'),
    measureBacklog: () => run('measureBacklog', undefined),
    heldChanges: direct(run, 'heldChanges'),
    traceMails: (what, limit) => run('traceMails', { what, limit }),
    findCopies: direct(run, 'findCopies'),
    changeHold: direct(run, 'changeHold'),
    findDueHolds: (now, limit, offset = 0) => run('findDueHolds', { now, limit, offset }),
    claimDueMail: claimOver(run),
    renewLease: (id, lease, until) => run('renewLease', { id, lease, until }),
    reportAttempt: direct(run, 'reportAttempt'),
    releaseLease: (id, lease) => run('releaseLease', { id, lease }),
    listLeaseOwners: () => run('listLeaseOwners', undefined),
    endLeases: (owners) => run('endLeases', { owners }),
    parkQueued: direct(run, 'parkQueued'),
    countParked: () => run('countParked', undefined),
    settleParked: direct(run, 'settleParked'),
    nextDueAt: () => run('nextDueAt', undefined),
    learn: direct(run, 'learn'),
    importHistory: (source, entries, progress) =>
      run('importHistory', { source, entries, progress: progress ?? null }),
    importPosition: direct(run, 'importPosition'),
    takeNotices: (limit, now) => run('takeNotices', { limit, now: now ?? null }),
    settleNotices: (ids, mail, links = []) => run('settleNotices', { ids, mail, links }),
    putOffNotices: (ids, until) => run('putOffNotices', { ids, until }),
    findLink: direct(run, 'findLink'),
    tryNumber: (tokenHash, number, now) => run('tryNumber', { tokenHash, number, now }),
    gatherChannelJobs: direct(run, 'gatherChannelJobs'),
    claimChannelJob: (channel, now, until) => run('claimChannelJob', { channel, now, until }),
    settleChannelJob: (job, nextAttemptAt) => run('settleChannelJob', { job, nextAttemptAt }),
    putDirectory: direct(run, 'putDirectory'),
    readDirectory: (after = '') => run('readDirectory', after),
    ...admissionOver(run),
    ping: () => run('ping', undefined),
    close,
  };
}

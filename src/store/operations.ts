// Every operation by its name: the one list that the SQLite threads, PostgreSQL and the store itself share. An
// operation runs inside a transaction that its caller opens, commits and, when it throws, rolls back.

import {
  addApiToken,
  findApiToken,
  listApiTokens,
  revokeApiToken,
  touchApiToken,
} from './operations/api-tokens.ts';
import { measureBacklog } from './operations/backlog.ts';
import { changeHold } from './operations/change-hold.ts';
import { claimChannelJob, gatherChannelJobs, settleChannelJob } from './operations/channel-jobs.ts';
import { readClaimed } from './operations/claimed-mails.ts';
import type { Context } from './operations/context.ts';
import { isDigestQueued, queueDigest } from './operations/digests.ts';
import { putDirectory, readDirectory } from './operations/directory.ts';
import { dropStrayOctets, writeEarlyOctets } from './operations/early-octets.ts';
import { addEvent, listEvents } from './operations/events.ts';
import { countDecisions, countJudged, listWaitSeconds } from './operations/figures.ts';
import { findCopies } from './operations/find-copies.ts';
import { findDueHolds, findMail, traceMails } from './operations/find-mails.ts';
import { forgetStep } from './operations/forget.ts';
import { heldChanges } from './operations/held-changes.ts';
import { answerHistory } from './operations/history.ts';
import { importHistory, importPosition } from './operations/import-history.ts';
import { holdsSoMany, insertHeld } from './operations/insert-held.ts';
import { insertMail } from './operations/insert-mail.ts';
import { groupJudged, judgedFacts, listJudged, outcomesOf } from './operations/judged.ts';
import { listJudgements, putJudgement } from './operations/judgements.ts';
import { learn } from './operations/learn.ts';
import {
  claimDueMail,
  endLeases,
  listLeaseOwners,
  nextDueAt,
  releaseLease,
  renewLease,
} from './operations/leases.ts';
import { findLink, tryNumber } from './operations/links.ts';
import { countMails, listMails } from './operations/list-mails.ts';
import { listApprovalSeconds, listLookSeconds } from './operations/looks.ts';
import { putOffNotices, settleNotices, takeNotices } from './operations/notices.ts';
import { readOctets } from './operations/octets.ts';
import { countParked, parkQueued, settleParked } from './operations/parked.ts';
import { ping, readClock } from './operations/ping.ts';
import {
  addPolicyVersion,
  findPolicyVersion,
  listPolicyVersions,
  newestPolicy,
  putForecast,
} from './operations/policy-versions.ts';
import { purgeStep } from './operations/purge.ts';
import { openRecent } from './operations/recent.ts';
import { reportAttempt } from './operations/report-attempt.ts';
import { rewrapKeys } from './operations/rewrap-keys.ts';
import { findEvents, walkEvents } from './operations/search-events.ts';
import {
  dropSession,
  dropSessions,
  findSession,
  listSessions,
  putSession,
  touchSession,
} from './operations/sessions.ts';
import {
  addUser,
  countUsers,
  findUser,
  getUser,
  listUsers,
  putExternalUser,
  putSetupToken,
  redeemSetupToken,
  setPassword,
} from './operations/users.ts';
import { findChainPlace, listChains, listHeads, verifyChainPage } from './operations/verify-events.ts';
import type { Db } from './schema.ts';

/** Operations that change nothing: they see one snapshot and never wait for a writer. */
const READS = {
  findMail,
  readOctets,
  readClaimed,
  listMails,
  countMails,
  measureBacklog,
  heldChanges,
  traceMails,
  findDueHolds,
  findCopies,
  nextDueAt,
  readClock,
  countParked,
  listLeaseOwners,
  answerHistory,
  openRecent,
  importPosition,
  listEvents,
  findEvents,
  walkEvents,
  listChains,
  listHeads,
  findChainPlace,
  verifyChainPage,
  takeNotices,
  countUsers,
  findUser,
  getUser,
  listUsers,
  listJudgements,
  groupJudged,
  listJudged,
  judgedFacts,
  outcomesOf,
  listLookSeconds,
  listApprovalSeconds,
  countJudged,
  countDecisions,
  listWaitSeconds,
  listPolicyVersions,
  findPolicyVersion,
  newestPolicy,
  isDigestQueued,
  findSession,
  readDirectory,
  listSessions,
  findApiToken,
  listApiTokens,
  findLink,
  holdsSoMany,
} as const;

const WRITES = {
  writeEarlyOctets,
  insertMail,
  insertHeld,
  changeHold,
  claimDueMail,
  renewLease,
  reportAttempt,
  releaseLease,
  parkQueued,
  settleParked,
  endLeases,
  learn,
  importHistory,
  forgetStep,
  purgeStep,
  dropStrayOctets,
  rewrapKeys,
  addEvent,
  settleNotices,
  putOffNotices,
  tryNumber,
  addUser,
  putExternalUser,
  putJudgement,
  setPassword,
  putSetupToken,
  redeemSetupToken,
  putSession,
  touchSession,
  dropSession,
  gatherChannelJobs,
  claimChannelJob,
  settleChannelJob,
  putDirectory,
  dropSessions,
  addPolicyVersion,
  putForecast,
  queueDigest,
  addApiToken,
  touchApiToken,
  revokeApiToken,
  ping,
} as const;

type Operations = typeof READS & typeof WRITES;
export type OperationName = keyof Operations;
/** `undefined` for operations that need none. */
export type InputOf<N extends OperationName> = Parameters<Operations[N]>[2];
export type ResultOf<N extends OperationName> = Awaited<ReturnType<Operations[N]>>;

/** Runs an operation in a transaction of its own; when it resolves, what it wrote is durable. */
export type Run = <N extends OperationName>(name: N, input: InputOf<N>) => Promise<ResultOf<N>>;

/** Ties results to names: whoever runs the operation of a name gets that operation's result. */
export function typedRun(run: (name: OperationName, input: unknown) => Promise<unknown>): Run {
  return run as Run;
}

export function isRead(name: OperationName): boolean {
  return name in READS;
}

/** Gives `input` to the operation; name and input belong together because only a {@link Run} is called. */
export function operate(db: Db, ctx: Context, name: OperationName, input: unknown): Promise<unknown> {
  const operation = { ...READS, ...WRITES }[name] as (
    db: Db,
    ctx: Context,
    input: unknown,
  ) => Promise<unknown>;
  return operation(db, ctx, input);
}

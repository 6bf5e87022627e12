// What the answers to administrators and auditors look like: policy, dashboard, audit, incident. Fields are only ever added.

import { z } from 'zod';
import { DECISIONS, RECIPIENT_STATES } from '../../guard/states.ts';
import { ACTIONS } from '../../guard/verdict.ts';
import { FATES } from '../../guard/what-if/fate.ts';

const instant = z.iso.datetime();
const count = z.int().min(0);

export const tally = z.object({ held: count, sender: count, supervisor: count, rejected: count });

export const changedMail = z.object({
  id: z.string(),
  receivedAt: instant,
  author: z.string().nullable(),
  now: z.enum(ACTIONS),
  tried: z.enum(ACTIONS),
  fate: z.enum(FATES),
});

const diff = z
  .array(z.object({ kind: z.enum(['removed', 'added', 'same', 'gap']), text: z.string() }))
  .describe('line by line, defaults included; empty: nothing differs');

const version = z.object({
  n: z.int(),
  at: instant,
  digest: z.string(),
  source: z.enum(['config', 'pages']),
  by: z.string().nullable().describe('null: it was read from the configuration'),
  forecast: z
    .object({ mails: count, before: tally, after: tally })
    .nullable()
    .describe('what the change would have done to the mails of the days before it'),
});

const watched = z
  .object({
    n: z.int(),
    until: instant,
    stage: z.enum(['over', 'replaced', 'watching']),
    mails: count,
    tally,
  })
  .describe('what really came after a version');

const policy = z.object({
  version: z.int().nullable(),
  isOnPages: z.boolean().describe('whether another one may be applied here'),
  yaml: z.string().describe('as somebody wrote it'),
  policy: z.record(z.string(), z.unknown()).describe('as it holds, with all defaults'),
});

const policyTrial = z.object({
  diff,
  unforeseeable: z.array(z.string()).describe('settings whose effect recorded mail cannot show'),
  mails: count,
  now: tally,
  tried: tally,
  changed: z.array(changedMail),
  purged: count,
  lookSeconds: z.number().nullable(),
});

const waiting = z.object({ count, oldestAt: instant.nullable() });

const dashboard = z.object({
  days: count,
  mode: z.enum(['observe', 'hold']),
  held: waiting,
  queued: waiting,
  mails: count,
  asked: tally.describe('how many of those mails were held, and whom that asked'),
  byDay: z.array(z.object({ day: z.iso.date(), mails: count, tally })),
  decisions: z.array(z.object({ decision: z.enum(DECISIONS), isRepaired: z.boolean(), count })),
  waitSeconds: z.number().nullable().describe('median; null: nobody decided'),
  quickApprovals: z
    .object({ all: count, quick: count })
    .nullable()
    .describe('given in under 3 seconds, and all; for administrators'),
});

const event = z.object({
  type: z.string(),
  at: instant,
  mailId: z.string().nullable(),
  actor: z.object({ kind: z.string(), id: z.string(), via: z.string() }),
  detail: z.record(z.string(), z.unknown()),
  writer: z.string(),
  seq: z.int(),
  hash: z.string(),
});

const chains = z
  .object({ at: instant.nullable(), checked: count, firstBad: z.string().nullable() })
  .describe(
    'when the chains were last verified from here; `firstBad` names the first event that does not fit',
  );

const concerned = z.object({
  address: z.string(),
  side: z.enum(['inside', 'affiliate', 'outside']),
  gotAt: instant.nullable(),
  isShown: z.boolean(),
  saw: count,
});
const kinds = z.array(z.object({ kind: z.string(), count }));

const incident = z.object({
  mail: z.object({
    id: z.string(),
    subject: z.string(),
    author: z.string().nullable(),
    messageId: z.string().nullable(),
    receivedAt: instant,
  }),
  awareAt: instant,
  timezone: z.string(),
  got: z.array(concerned),
  missed: z.array(concerned.extend({ state: z.enum(RECIPIENT_STATES) })),
  shown: z.array(z.string()),
  files: z.array(
    z.object({ path: z.string(), protection: z.string(), readable: z.boolean(), persons: count, kinds }),
  ),
  inText: z.object({ persons: count, kinds }).nullable(),
  persons: count,
  estimate: z
    .object({ isDue: z.boolean(), persons: count, uncountedFiles: count, summary: z.string() })
    .describe('an estimate, not legal advice'),
  deadlines: z.object({
    awareOn: z.iso.date(),
    preliminaryFrom: z.iso.date(),
    preliminaryUntil: z.iso.date(),
    finalDays: count,
    finalUntil: z.iso.date(),
  }),
  report: z.array(z.object({ no: count, title: z.string(), text: z.string() })),
  letters: z.array(z.object({ to: z.string(), subject: z.string(), text: z.string() })),
});

/** By the names that generated clients give them. */
export const OVERSIGHT_SCHEMAS = {
  Policy: policy,
  PolicyVersions: z.object({ versions: z.array(version), watched: z.array(watched) }),
  PolicyVersion: version.extend({
    yaml: z.string(),
    base: z.int().nullable().describe('the version that `diff` is against'),
    diff,
    watched: watched.nullable(),
  }),
  PolicyTrial: policyTrial,
  PolicyApplied: z.object({ version: z.int() }),
  Dashboard: dashboard,
  Audit: z.object({ events: z.array(event), hasMore: z.boolean(), chains }),
  AuditChains: chains,
  AuditExport: z.object({ name: z.string(), type: z.string(), text: z.string() }),
  Incident: incident,
  TextOpened: z.object({ until: instant }),
} as const;

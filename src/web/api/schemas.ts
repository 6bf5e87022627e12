// What the answers of the API look like. Words that may become more (checks, kinds of events) are text; closed ones are
// listed. Fields are only ever added.

import { z } from 'zod';
import { DECISIONS, MAIL_STATES, RECIPIENT_STATES } from '../../guard/states.ts';
import { ACTIONS, GRANTS, SEVERITIES } from '../../guard/verdict.ts';
import { FATES } from '../../guard/what-if/fate.ts';
import { JUDGEMENTS } from '../../store/judgement-row.ts';
import { CHOICES } from '../may.ts';
import { changedMail, tally } from './oversight-schemas.ts';

const instant = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const grant = z.enum(GRANTS);
const count = z.int().min(0);

const content = z
  .object({ sha256, envelopeSha256: sha256, revision: z.int().min(1) })
  .describe(
    'What exactly was looked at: a decision names it, and is refused when the mail is another one by then',
  );

const asks = z
  .object({ grant, isLast: z.boolean().describe('with it the mail leaves') })
  .describe('The grant that it waits for');

const decided = z.object({
  decision: z.enum(DECISIONS),
  by: z.string().nullable(),
  at: instant.nullable(),
  comment: z.string().nullable(),
});

const mail = z.object({
  id: z.string(),
  state: z.enum(MAIL_STATES),
  content,
  subject: z.string().describe('As in the mail; may hold any character'),
  author: z.string().nullable(),
  reversePath: z.string().nullable(),
  messageId: z.string().nullable(),
  sizeOctets: count,
  receivedAt: instant,
  deadline: instant.nullable().describe('when what is asked for now must have been given'),
  needs: z.array(grant),
  asks: asks.nullable(),
  reasons: z.array(z.string()).describe('ids of the checks that asked to hold it'),
  decided: decided.nullable(),
  recipients: z.array(z.string()),
  undelivered: count,
  burst: count.describe('of how many held mails of one burst it is the one listed; 0: of none'),
});

const finding = z.object({
  check: z.string(),
  severity: z.enum(SEVERITIES),
  action: z.enum(ACTIONS),
  label: z.string(),
  sentence: z.string().describe('in the language asked for'),
  evidence: z.array(z.object({ kind: z.string(), value: z.string(), note: z.string() })),
});

const recipient = z.object({
  address: z.string(),
  name: z.string().nullable(),
  side: z.enum(['inside', 'affiliate', 'outside']),
  organization: z.string(),
  isNew: z.boolean().describe('nobody here has written to this organisation'),
  shownIn: z.enum(['to', 'cc', 'hidden']),
  state: z.enum(RECIPIENT_STATES),
  replyCode: z.int().nullable(),
  reply: z.string().nullable(),
  hop: z.string().nullable(),
  settledAt: instant.nullable(),
});

const file = z.object({
  path: z.string(),
  type: z.string().describe('by its octets, not by its name'),
  sizeOctets: count,
  isInline: z.boolean(),
  protection: z.string(),
  isReadable: z.boolean(),
  hasMacros: z.boolean(),
  isScript: z.boolean(),
  isProgram: z.boolean(),
  persons: count.describe('distinct persons whose data was found in it'),
  kinds: z.array(z.object({ kind: z.string(), count })),
});

const hold = z.object({
  needs: z.array(grant),
  given: z.array(
    z.object({ grant, by: z.string().nullable(), onBehalfOf: z.string().nullable(), at: instant }),
  ),
  asks: asks.extend({ names: z.array(z.string()), until: instant }).nullable(),
});

const mailDetail = mail.extend({
  findings: z.array(finding),
  files: z.array(file),
  addressees: z.array(recipient),
  hold: hold.nullable().describe('null: it was never held'),
  open: z.object({
    decisions: z.array(z.enum(CHOICES)).describe('what you may decide now'),
    repair: z.boolean(),
    judgements: z.array(z.enum(JUDGEMENTS)),
    whyNot: z.string().nullable().describe('why you cannot give the grant that it waits for'),
  }),
  timeline: z.array(z.object({ type: z.string(), at: instant, text: z.string(), by: z.string() })),
  delivery: z.object({
    attempts: count,
    nextAttemptAt: instant.nullable(),
    lastError: z.string().nullable(),
  }),
  judgement: z.enum(JUDGEMENTS).nullable().describe('what you have said about the hold'),
  text: z
    .object({
      kind: z.enum(['text', 'none', 'hidden', 'gone', 'damaged']),
      text: z.string(),
      length: count,
      isCut: z.boolean(),
    })
    .nullable()
    .describe('null: not asked for'),
});

const outcome = z.object({
  id: z.string(),
  state: z.enum(MAIL_STATES),
  content,
  asks: asks.nullable().describe('what it waits for after this'),
  decided: decided.nullable(),
});

const field = z.object({ name: z.string(), value: z.string() });

const repairPreview = z.object({
  nonce: z.string().describe('to be sent back with the order'),
  digest: z.string().describe('of everything that comes out; nothing else is stored'),
  content,
  needs: z.array(grant).describe('what the mail asks for once it is repaired'),
  mayConfirm: z.boolean(),
  removedSignatures: z.array(z.string()),
  headersBefore: z.array(field),
  mails: z.array(
    z.object({
      recipients: z.array(z.string()),
      headersAfter: z.array(field),
      signedBy: z.string().nullable(),
      action: z.enum(['forward', 'hold', 'reject']),
      findings: z.array(finding),
    }),
  ),
});

const repaired = z.object({
  id: z.string(),
  linked: z.array(z.string()).describe('mails split off'),
  sent: z.array(z.string()).describe('those that left with the confirmation'),
  passphrase: z.string().nullable().describe('of protected attachments; kept nowhere, told once'),
});

const repairOptions = z.object({
  files: z.array(
    z.object({
      part: z.string(),
      type: z.string(),
      name: z.string().nullable(),
      sizeOctets: count,
      refusal: z.string().nullable().describe('why it can be neither dropped nor protected'),
    }),
  ),
  suggested: z.array(z.record(z.string(), z.unknown())).describe('operations that the findings suggest'),
});

const trial = z.object({
  check: z.string(),
  setting: z.string(),
  present: z.union([z.number(), z.string()]),
  value: z.union([z.number(), z.string()]),
  mails: count,
  now: tally,
  tried: tally,
  curve: z.array(z.object({ value: z.number(), tally })),
  changed: z.array(changedMail),
  purged: count,
  lookSeconds: z.number().nullable(),
});

const figures = z.object({
  check: z.string(),
  found: count,
  held: count,
  prevented: count,
  wrong: count,
  fates: z.partialRecord(z.enum(FATES), count),
});

const scopes = z.array(z.string());

const account = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  role: z.string(),
  language: z.enum(['ja', 'en']),
  token: z.object({ id: z.string(), label: z.string(), scopes, createdAt: instant, expiresAt: instant }),
});

const session = z.object({
  id: z.string(),
  client: z.string(),
  agent: z.string(),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
});

const person = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  role: z.string(),
  source: z.string(),
  createdAt: instant,
  sessions: count,
});

const waiting = z.object({ count, oldestAt: instant.nullable() });

const status = z.object({ mode: z.enum(['observe', 'hold']), held: waiting, queued: waiting });

/** By the names that generated clients give them. */
export const API_SCHEMAS = {
  Mail: mail,
  MailList: z.object({
    mails: z.array(mail),
    next: z.string().nullable().describe('the cursor of the next page; null: this was the last'),
  }),
  MailDetail: mailDetail,
  Outcome: outcome,
  RepairOptions: repairOptions,
  RepairPreview: repairPreview,
  Repaired: repaired,
  Trial: trial,
  Figures: z.object({ checks: z.array(figures) }),
  Account: account,
  Sessions: z.object({ sessions: z.array(session) }),
  People: z.object({ people: z.array(person) }),
  Ended: z.object({ count }),
  Status: status,
} as const;

export type ApiMail = z.output<typeof mail>;
export type ApiMailDetail = z.output<typeof mailDetail>;
export type ApiFinding = z.output<typeof finding>;
export type ApiOutcome = z.output<typeof outcome>;

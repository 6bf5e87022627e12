// The policy: every check with its action and its own numbers. Parsed strictly, once, where it comes in; an
// unknown key is an error. Defaults stand here and nowhere else.

import { z } from 'zod';
import { autoRepairSchema } from './auto-repair-schema.ts';
import { businessHoursSchema } from './calendar/business-time.ts';
import { CHECK_IDS, type CheckId } from './checks-list.ts';
import { holdRulesSchema } from './holds/rules.ts';
import type { People } from './people.ts';
import { ACTIONS } from './verdict.ts';

const action = (fallback: (typeof ACTIONS)[number]) => z.enum(ACTIONS).default(fallback);
const count = (fallback: number) => z.int().min(0).default(fallback);
const patterns = z.array(z.string().min(1)).default([]);

const plain = (fallback: (typeof ACTIONS)[number]) =>
  z.strictObject({ action: action(fallback) }).prefault({});

/**
 * Settings of every check. In a check with thresholds, from `approveAt` on it asks for what `action` says, from
 * `confirmAt` on for the sender at most: `log` only records, `confirm` never asks a supervisor.
 */
export const checkSettings = {
  'blocked-recipient': plain('reject'),
  uninspectable: plain('confirm'),
  'sender-mismatch': plain('confirm'),
  'visible-recipients': z
    .strictObject({
      action: action('approve'),
      confirmAt: count(4),
      approveAt: count(10),
      proposeBccAt: count(30),
    })
    .prefault({}),
  'many-recipients': z.strictObject({ action: action('confirm'), confirmAt: count(50) }).prefault({}),
  'first-contact': z
    .strictObject({
      action: action('confirm'),
      holdOn: z.enum(['address', 'domain', 'domain-with-content']).default('domain-with-content'),
    })
    .prefault({}),
  'external-among-internal': plain('confirm'),
  'lookalike-domain': plain('confirm'),
  'freemail-recipient': plain('confirm'),
  'same-name-other-domain': plain('confirm'),
  'salutation-mismatch': plain('confirm'),
  'thread-drift': plain('confirm'),
  'distribution-list': plain('confirm'),
  'important-recipient': plain('approve'),
  'auto-forward': plain('approve'),
  burst: z
    .strictObject({
      action: action('approve'),
      newInTenMinutes: count(20),
      newInHour: count(80),
      inTenMinutes: count(40),
    })
    .prefault({}),
  'mail-merge-mismatch': plain('confirm'),
  'unencrypted-personal-data': z
    .strictObject({ action: action('approve'), confirmAt: count(5), approveAt: count(100) })
    .prefault({}),
  'my-number': plain('approve'),
  'special-care-data': plain('approve'),
  'confidential-marking': z
    .strictObject({ action: action('confirm'), words: z.array(z.string().min(1)).default([]) })
    .prefault({}),
  'password-with-attachment': z
    .strictObject({ action: action('confirm'), withinMinutes: count(60) })
    .prefault({}),
  'attachment-recheck': plain('off'),
  'hidden-content': plain('confirm'),
  'wrong-file': plain('confirm'),
  'missing-attachment': plain('log'),
  'forbidden-attachment': z
    .strictObject({
      action: action('confirm'),
      extensions: z.array(z.string().min(1)).default([]),
      macros: z.boolean().default(false),
      scripts: z.boolean().default(true),
      programs: z.boolean().default(true),
    })
    .prefault({}),
  'encrypted-content': plain('log'),
} satisfies Record<CheckId, z.ZodType>;

const checks = z.strictObject(checkSettings).prefault({});

/** In an override every number is optional: what is not named keeps the policy's value. */
const overriddenChecks = z.partialRecord(z.enum(CHECK_IDS), z.record(z.string(), z.unknown()));

const policyShape = z.strictObject({
  mode: z.enum(['observe', 'hold']).default('hold'),
  learnDays: z.int().min(0).default(14),
  knownDomains: patterns,
  blockedRecipients: patterns,
  freemailDomains: patterns,
  systemSenders: z.array(z.strictObject({ from: z.string(), network: z.string().optional() })).default([]),
  distributionLists: z
    .array(z.strictObject({ address: z.string(), externalMembers: count(0), members: count(0) }))
    .default([]),
  importantRecipients: patterns,
  /** Lists of senders by name, for `group` in overrides; other names are those of the directory. */
  groups: z.record(z.string().min(1), z.array(z.string().min(1))).default({}),
  approvers: z.array(z.strictObject({ for: z.string(), approver: z.string() })).default([]),
  autoRepair: autoRepairSchema,
  holds: holdRulesSchema,
  checks,
  overrides: z
    .array(
      z.strictObject({
        when: z.strictObject({ from: patterns, to: patterns, group: patterns }),
        checks: overriddenChecks.default({}),
        holds: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .default([]),
  /** Findings that are only recorded: for whom, why, and until which day, that day included. */
  allow: z
    .array(
      z.strictObject({
        check: z.enum(CHECK_IDS),
        from: patterns,
        to: patterns,
        group: patterns,
        reason: z.string().min(1),
        until: z.iso.date(),
      }),
    )
    .default([]),
});

/** The whole policy. Partial settings of an override are checked against the settings they change. */
export const policySchema = policyShape.superRefine((policy, context) => {
  policy.overrides.forEach((override, n) => {
    const expectValid = (schema: z.ZodType, merged: object, input: unknown, at: readonly PropertyKey[]) => {
      for (const { path, ...issue } of schema.safeParse(merged).error?.issues ?? []) {
        context.issues.push({ ...issue, input, path: [...at, ...path] } as z.core.$ZodRawIssue);
      }
    };
    for (const [id, settings] of Object.entries(override.checks)) {
      const merged = { ...policy.checks[id as CheckId], ...settings };
      expectValid(checkSettings[id as CheckId], merged, settings, ['overrides', n, 'checks', id]);
    }
    const { holds } = override;
    expectValid(holdRulesSchema, { ...policy.holds, ...holds }, holds, ['overrides', n, 'holds']);
  });
});

export type Policy = z.output<typeof policySchema>;
export type CheckSettings = Policy['checks'];

export const organizationSchema = z.strictObject({
  domains: z.array(z.string().min(1)).min(1),
  affiliates: patterns,
  kind: z.enum(['private', 'public']).default('private'),
  timezone: z.string().default('Asia/Tokyo'),
  calendar: z.enum(['japan', 'none']).default('japan'),
  /** When deadlines run, unless `calendar` is none. */
  hours: businessHoursSchema,
});

export type Organization = z.output<typeof organizationSchema>;

/** All that judging needs to know about the company. */
export type Rules = {
  readonly organization: Organization;
  readonly policy: Policy;
  /** For the groups of the directory; without it there are none. */
  readonly people?: People;
};

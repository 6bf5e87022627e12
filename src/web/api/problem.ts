// What a program is told when nothing came of its request: problem details (RFC 9457), in the language asked for. `code`
// is stable; the texts are for people.

import { z } from 'zod';
import type { Refusal } from '../../guard/holds/hold.ts';
import type { RepairFault } from '../../relay/prepare-repair.ts';
import type { TokenScope } from '../../store/api-token.ts';
import type { MailRow } from '../../store/store.ts';
import { STALE } from '../decide.ts';
import { repairWords } from '../repairs.ts';
import type { SignedVisit } from '../visit.ts';
import type { Words } from '../words/en.ts';

export const problemSchema = z.object({
  type: z.string().describe('`urn:sekisho:problem:` and the code'),
  title: z.string(),
  status: z.int(),
  code: z.string().describe('stable; for programs'),
  detail: z.string().optional(),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .describe('what is wrong with the request, and where'),
  decided: z
    .object({ decision: z.string(), by: z.string().nullable(), at: z.string().nullable() })
    .optional()
    .describe('when somebody else was first: who decided what'),
});
export type Problem = z.output<typeof problemSchema>;

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

type Extra = Partial<Pick<Problem, 'detail' | 'errors' | 'decided'>>;

export function problem(status: number, code: string, title: string, extra: Extra = {}): Problem {
  return { type: `urn:sekisho:problem:${code}`, title, status, code, ...extra };
}

export function notFound({ error }: Words): Problem {
  return problem(404, 'not-found', error.notFound, { detail: error.notFoundHint });
}

export function invalid({ api }: Words, errors: readonly { path: string; message: string }[]): Problem {
  return problem(400, 'invalid', api.invalid, { errors: [...errors] });
}

export function noToken({ api }: Words): Problem {
  return problem(401, 'unauthorized', api.noToken, { detail: api.noTokenHint });
}

export function lacksScope({ api }: Words, scope: TokenScope): Problem {
  return problem(403, 'scope', api.lacksScope, { detail: api.lacksScopeHint(scope) });
}

export function tooMany({ api }: Words, seconds: number): Problem {
  return problem(429, 'too-many', api.tooMany, { detail: api.tooManyHint(seconds) });
}

export function tooLarge({ api }: Words): Problem {
  return problem(413, 'too-large', api.tooLarge, { detail: api.tooLargeHint });
}

/** Why the state machine did nothing; who was too late learns who decided. */
export function refusedBy({ words }: SignedVisit, why: Refusal, mail: MailRow): Problem {
  const { decision, decidedBy, decidedAt } = mail;
  const decided = decision === null ? {} : { decided: { decision, by: decidedBy, at: decidedAt } };
  return problem(STALE.has(why) ? 409 : 403, why, words.refusal[why], decided);
}

export function noRepair(visit: SignedVisit, why: RepairFault): Problem {
  const isForbidden = why in visit.words.refusal && !STALE.has(why as Refusal);
  return problem(isForbidden ? 403 : 409, why, visit.words.repair.refused, {
    detail: repairWords(visit, why),
  });
}

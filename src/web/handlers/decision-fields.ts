// The fields that every form which decides about a mail has: what was seen, and what the decider wants to say.

import { z } from 'zod';
import { MAX_BOXES } from '../confirm-boxes.ts';
import type { Visit } from '../visit.ts';

/** What a reviewer may tick instead of typing it. */
export const RETURN_REASONS = ['recipients', 'bcc', 'encrypt', 'content'] as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const reason = z.enum(RETURN_REASONS);

/** A decision counts only for these octets, this envelope and this revision. */
export const seenFields = {
  sha256,
  envelopeSha256: sha256,
  revision: z.coerce.number().int().min(1),
};

export const commentFields = {
  reason: z.union([z.array(reason).max(RETURN_REASONS.length), reason.transform((one) => [one])]).default([]),
  comment: z.string().max(4000).default(''),
  /** The boxes a sender has ticked. That all are is the browser's to see to: they are a help, not a proof. */
  confirmed: z.union([z.array(z.string().max(500)).max(MAX_BOXES), z.string().max(500)]).optional(),
};

type Said = { readonly reason: readonly (typeof RETURN_REASONS)[number][]; readonly comment: string };

/** The ticked reasons in the words of who ticked them, then what was typed. */
export function commentOf({ words }: Visit, said: Said): string | null {
  const ticked = said.reason.map((one) => words.decide.reasons[one]).join(' / ');
  const comment = [ticked, said.comment.trim()].filter((part) => part !== '').join('\n');
  return comment === '' ? null : comment;
}

// What the findings of a mail suggest to repair: visible recipients to hide, a domain that was probably meant, files
// with personal data to protect. Pure.

import { addressKey, domainOf, parseAddrSpec, parseDomain } from '../guard/address.ts';
import { asksToHold } from '../guard/verdict.ts';
import type { Operation, OperationOf } from '../message/rewrite/operations.ts';
import type { PartInfo } from '../message/rewrite/parts.ts';
import type { MailDetail } from '../store/store.ts';

export type Correction = OperationOf<'correct-domain' | 'correct-address'>;

export type Suggestions = {
  readonly hidesRecipients: boolean;
  readonly corrections: readonly Correction[];
  /** Ids of parts in which personal data was found unprotected. */
  readonly protect: readonly string[];
};

function correctionOf(address: string, likelyMeant: string, kind: 'domain' | 'address'): Correction | null {
  const wrong = parseAddrSpec(address);
  if (wrong === null) return null;
  if (kind === 'domain') {
    const right = parseDomain(likelyMeant.slice(likelyMeant.lastIndexOf('@') + 1));
    return right === null ? null : { op: 'correct-domain', wrong: domainOf(wrong), right };
  }
  const right = parseAddrSpec(likelyMeant);
  return right === null ? null : { op: 'correct-address', wrong, right };
}

function correctionsFor({ facts, recipients }: MailDetail): readonly Correction[] {
  const reached = new Set(recipients.map(({ forwardPath }) => addressKey(forwardPath)));
  const wanted = (facts?.similar ?? [])
    .filter(({ address }) => reached.has(addressKey(address)))
    .map(({ address, likelyMeant, kind }) => correctionOf(address, likelyMeant, kind))
    .filter((correction) => correction !== null);
  return [...new Map(wanted.map((one: Operation) => [JSON.stringify(one), one as Correction])).values()];
}

/** Personal data is found by the path of a file, whose first step is the name of its part. */
function exposedParts({ facts, verdict }: MailDetail, parts: readonly PartInfo[]): readonly string[] {
  const isAsked = verdict?.findings.some(
    (finding) => asksToHold(finding) && /personal|my-number|special-care/.test(finding.check),
  );
  if (isAsked !== true) return [];
  const names = new Set(
    (facts?.content.personalPlaces ?? []).map(({ where }) => where.split(' › ', 1)[0] ?? where),
  );
  return parts
    .filter(({ name, refusal }) => refusal === null && name !== null && names.has(name))
    .map(({ id }) => id);
}

export function suggestionsFor(detail: MailDetail, parts: readonly PartInfo[]): Suggestions {
  const findings = detail.verdict?.findings ?? [];
  return {
    hidesRecipients: findings.some((one) => one.check === 'visible-recipients' && asksToHold(one)),
    corrections: correctionsFor(detail),
    protect: exposedParts(detail, parts),
  };
}

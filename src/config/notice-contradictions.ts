// Senders and readers of notices that are no addresses, or that need each other. Pure; called by contradictions.ts.

import { parseAddrSpec } from '../guard/address.ts';
import type { Contradiction } from './contradictions.ts';
import { noticeSenderOf } from './relay-settings.ts';
import type { Config } from './schema.ts';

export function checkNotices({
  notices,
  organization,
}: Pick<Config, 'notices' | 'organization'>): readonly Contradiction[] {
  const { from, digestTo } = notices;
  const hasSender = from !== null && from !== 'none';
  const wrong = (path: readonly (string | number)[], message: string): Contradiction => ({
    path: ['notices', ...path],
    message,
    hint: null,
  });
  return [
    ...digestTo.flatMap((to, n) =>
      parseAddrSpec(to) === null ? [wrong(['digestTo', n], `"${to}" is not an address`)] : [],
    ),
    ...(digestTo.length > 0 && !hasSender
      ? [wrong(['digestTo'], 'needs notices.from: the digest must come from somewhere')]
      : []),
    ...(hasSender && noticeSenderOf({ notices, organization }) === null
      ? [wrong(['from'], `"${from}" is not an address`)]
      : []),
  ];
}

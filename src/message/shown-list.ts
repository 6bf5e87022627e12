// The people whom a long list in To, Cc or Bcc shows to each other, as text that personal data is looked for in. Used when
// a mail is inspected as a file; the relay leaves them to a check of their own, which knows who has seen whom before.

import type { HeaderFacts } from '../guard/facts.ts';
import type { TextBlock } from '../guard/personal/blocks.ts';

/** So many people talk with each other; more are a list. */
const USUAL_COMPANY = 6;

export function shownListBlocks({ to, cc, bcc }: HeaderFacts): TextBlock[] {
  const shown = [...to, ...cc, ...bcc];
  if (shown.length <= USUAL_COMPANY) return [];
  const text = shown.map(({ name, address }) => `${name ?? ''} <${address}>`).join('\n');
  return [{ where: 'header', section: 'recipients', kind: 'document', text }];
}

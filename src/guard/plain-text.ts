// Text of a mail made fit to stand in a mail of ours: one line, nothing invisible, nothing that turns the direction of
// writing, and not long. Pure.

/** Controls, format characters (bidi, zero-width), line and paragraph separators, lone surrogates, unassigned. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]+/gu;

/** At most `max` characters, the last one an ellipsis when something was cut. */
export function plainText(text: string, max: number): string {
  const line = text.replace(UNFIT, ' ').replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= max ? line : `${characters.slice(0, max - 1).join('')}…`;
}

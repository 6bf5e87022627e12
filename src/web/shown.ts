// Text of a mail made fit to be looked at: what cannot be seen is named (`⟦U+202E⟧`), so that nobody approves another
// file name or address than the one that is sent. Pure; it does not escape HTML, the renderer does.

import { domainToUnicode } from 'node:url';
import { type AddrSpec, domainOf, localPartOf } from '../guard/address.ts';

/** Controls, format characters (bidi, zero-width), separators, lone surrogates and letters without ink. */
const UNSEEN =
  /[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]--[\p{Variation_Selector}\n\t]]/gv;

/** The joiner inside one emoji, which people do see: as one picture. */
const EMOJI_JOINER =
  /(?<=\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d(?=\p{Extended_Pictographic})/gu;

/** More marks on one letter than any writing needs: they would be painted over the lines around. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

const KEPT_JOINER = '\ue000';

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟦U+${code.toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

/** Running text: line ends and tabs stay. */
export function showText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll(KEPT_JOINER, nameOf)
    .replace(EMOJI_JOINER, KEPT_JOINER)
    .replace(UNSEEN, nameOf)
    .replaceAll(KEPT_JOINER, '\u200d')
    .replace(PILED_MARKS, '$1⟦…⟧');
}

/** One line of at most `max` characters: a subject, a name, a file name, a sentence with words of the mail in it. */
export function showLine(text: string, max = 400): string {
  const characters = [...showText(text.slice(0, max * 2)).replace(/[\n\t]+/g, ' ')];
  const isCut = text.length > max * 2 || characters.length > max;
  return isCut ? `${characters.slice(0, max - 1).join('')}…` : characters.join('');
}

export type ShownAddress = {
  readonly localPart: string;
  /** In A-labels: what is really sent. */
  readonly domain: string;
  /** In U-labels, when that is another spelling. */
  readonly unicode: string | null;
};

export function showAddress(address: AddrSpec): ShownAddress {
  const domain = domainOf(address);
  const unicode = domain.includes('xn--') ? domainToUnicode(domain) : '';
  return {
    localPart: showLine(localPartOf(address), 80),
    domain,
    unicode: unicode === '' || unicode === domain ? null : showLine(unicode),
  };
}

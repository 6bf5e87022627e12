// Which kind of text a text is, by what it says. The kinds that need reading of their own (csv, html, xml …)
// are named; everything else is `text`.

const HEAD = 4096;

type TextKind = readonly [kind: string, sign: RegExp];

/** Tried in order on the first 4,096 characters, white space and byte order mark in front taken off. */
const KINDS: readonly TextKind[] = [
  ['pgp', /^-----BEGIN PGP MESSAGE-----/m],
  ['age', /^-----BEGIN AGE ENCRYPTED FILE-----/],
  ['cms', /^-----BEGIN (?:PKCS7|PKCS #7|CMS)-----/],
  ['html', /^(?:<!doctype\s+html|<html[\s>]|<\?xml[^>]*\?>\s*(?:<!doctype\s+html|<html[\s>]))/i],
  ['svg', /^(?:<\?xml[^>]*\?>\s*)?(?:<!--[^>]*-->\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/],
  ['xml', /^<\?xml\s/],
  ['html', /^<(?:head|body|table|meta|style|title|div|p|font|center|h\d)\b/i],
  // Parts of pages, as tools export them, begin anywhere.
  ['html', /^<(?:[ou]l|dl|li|tr|thead|tbody|blockquote|br|hr|b|strong|em|span|pre|img|a\s+href)\b/i],
  ['html', /^<!(?:--|doctype)[\s\S]*<(?:head|body|table|title|div|h\d|dl|p)[\s>]/i],
  ['ics', /^BEGIN:VCALENDAR\r?$/m],
  ['vcf', /^BEGIN:VCARD\r?$/m],
  ['json', /^[[{]\s*(?:["[{\]}\d-]|true|false|null)/],
  ['script', /^#!\s*\//],
];

/** How often the commonest number of separators stands on a line, and that number. */
function commonest(
  lines: readonly string[],
  separator: string,
): { readonly count: number; readonly share: number } {
  const tally = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(separator).length - 1;
    tally.set(count, (tally.get(count) ?? 0) + 1);
  }
  const [count = 0, times = 0] = [...tally].sort((a, b) => b[1] - a[1])[0] ?? [];
  return { count, share: times / lines.length };
}

/**
 * Separator of a table in text, or null: most of the first lines hold the same number of it (a title may stand above).
 * Quoted cells, which may run over lines, are taken out first; the last line may be cut off.
 */
export function findSeparator(text: string): ',' | '\t' | ';' | null {
  const bare = text.slice(0, HEAD).replace(/"[^"]*"/g, '');
  const all = bare.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const lines = text.length > HEAD ? all.slice(0, -1) : all;
  if (lines.length < 2) return null;
  const isRegular = (separator: string): boolean => {
    const { count, share } = commonest(lines.slice(0, 40), separator);
    return count > 0 && share >= (count === 1 ? 0.8 : 0.5);
  };
  return (['\t', ',', ';'] as const).find(isRegular) ?? null;
}

export function textKind(text: string): string {
  const head = text.slice(0, HEAD).trimStart();
  const kind = KINDS.find(([, sign]) => sign.test(head))?.[0];
  if (kind !== undefined) return kind;
  const separator = findSeparator(text);
  if (separator === '\t') return 'tsv';
  return separator === null ? 'text' : 'csv';
}

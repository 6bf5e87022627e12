// Content-Type and Content-Disposition: a value and its parameters (RFC 2045 §5.1, RFC 2183), in all spellings that
// mailers use: RFC 2231 continuations and charsets, RFC 2047 words in quotes, names with blanks and no quotes.

import { decodeCharset } from './charset.ts';
import { decodeHeaderText } from './encoded-words.ts';
import type { Report } from './faults.ts';

export type Parameter = {
  /** As most readers take it: the RFC 2231 form first. */
  readonly value: string;
  /** Every other value some reader may take. */
  readonly others: readonly string[];
};

export type Structured = {
  /** Lower case, without comments: `text/plain`, `attachment`. */
  readonly value: string;
  readonly parameters: ReadonlyMap<string, Parameter>;
};

type Raw = { readonly name: string; readonly value: string; readonly isQuoted: boolean };

const MAX_PARAMETERS = 200;

/** Cuts at the semicolons that stand in no quoted string. */
const cut = (text: string): string[] =>
  [...`${text};`.matchAll(/((?:[^";]|"(?:[^"\\]|\\.)*"?)*)(?:;|$)/gs)].map(([, piece = '']) => piece);

function readRaw(piece: string, report: Report): Raw | null {
  const equals = piece.indexOf('=');
  if (equals < 0) return null;
  const name = piece.slice(0, equals).trim().toLowerCase();
  const text = piece.slice(equals + 1).trim();
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(text);
  if (quoted !== null) return { name, value: (quoted[1] ?? '').replace(/\\(.)/gs, '$1'), isQuoted: true };
  if (text.includes('"')) report('bad-parameter', `quotes in ${name.slice(0, 30)} do not close`);
  return { name, value: text, isQuoted: false };
}

/** `charset'language'percent-encoded` (RFC 2231 §4). */
function decodeExtended(value: string, report: Report): string {
  const [, charset = '', encoded = value] = /^([^']*)'[^']*'(.*)$/s.exec(value) ?? [];
  const latin1 = encoded.replace(/%([0-9A-Fa-f]{2})/g, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const decoded = decodeCharset(Buffer.from(latin1, 'latin1'), charset);
  if (decoded.kind === 'text') return decoded.text;
  report(decoded.kind, `parameter in ${charset.slice(0, 30)}`);
  return latin1;
}

/** `name*0`, `name*1*` … put together in order (RFC 2231 §3). */
function joinContinued(base: string, raws: readonly Raw[], report: Report): string | null {
  const parts = raws.flatMap((raw) => {
    const [, name, number, star] = /^([^*]+)\*(\d{1,3})(\*?)$/.exec(raw.name) ?? [];
    return name === base ? [{ number: Number(number), isEncoded: star === '*', value: raw.value }] : [];
  });
  if (parts.length === 0) return null;
  parts.sort((a, b) => a.number - b.number);
  if (parts.some(({ number }, i) => number !== i))
    report('bad-parameter', `pieces of ${base} are missing or double`);
  if (!parts.some(({ isEncoded }) => isEncoded))
    return decodeHeaderText(parts.map(({ value }) => value).join(''), report);
  const encoded = parts.map(({ isEncoded, value }) =>
    isEncoded ? value : value.replace(/[%']/g, encodeURIComponent),
  );
  return decodeExtended(encoded.join(''), report);
}

const baseOf = (name: string): string => name.split('*')[0] ?? name;

function toParameter(base: string, raws: readonly Raw[], report: Report): Parameter {
  const plain = raws.filter(({ name }) => name === base);
  const extended = raws
    .filter(({ name }) => name === `${base}*`)
    .map(({ value }) => decodeExtended(value, report));
  const joined = joinContinued(base, raws, report);
  const decoded = plain.map(({ value }) => decodeHeaderText(value, report));
  if (new Set(decoded).size > 1 || new Set(extended).size > 1)
    report('duplicate-parameter', `${base} is there more than once`);
  // Without quotes a value ends at the first blank for some readers, at the semicolon for the others.
  const cutShort = plain.flatMap(({ isQuoted, value }) => (isQuoted ? [] : (/^\S+(?=\s)/.exec(value) ?? [])));
  const all = [...extended, ...(joined === null ? [] : [joined]), ...decoded, ...cutShort];
  const [value = ''] = all;
  return { value, others: [...new Set(all)].filter((other) => other !== value) };
}

/** RFC 2045 allows comments here; readers that do not know them read something else, so they are reported. */
function reportComments(value: string, report: Report): void {
  if (value.replace(/"(?:[^"\\]|\\.)*"/gs, '').includes('('))
    report('comment-in-field', 'a comment in a MIME field');
}

/** Parses the unfolded value of the field; what readers would take differently is reported. */
export function parseStructured(text: string, report: Report): Structured {
  const [first = '', ...rest] = cut(text);
  reportComments(first, report);
  if (rest.length > MAX_PARAMETERS) report('bad-parameter', 'more parameters than any mailer writes');
  const raws = rest.slice(0, MAX_PARAMETERS).flatMap((piece) => readRaw(piece, report) ?? []);
  const names = new Set(raws.map(({ name }) => baseOf(name)));
  const parameters = new Map(
    [...names].map((name) => [
      name,
      toParameter(
        name,
        raws.filter((raw) => baseOf(raw.name) === name),
        report,
      ),
    ]),
  );
  return { value: first.trim().toLowerCase(), parameters };
}

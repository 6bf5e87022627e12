// XML: an element that holds only text is a labelled value, so is an attribute; the end of any other element ends a
// record. HTML never comes here: attachment/ has made text of it.

import { normaliseLine } from '../normalise.ts';
import type { Field } from '../record.ts';
import { roleOf } from '../roles.ts';
import { type FormatReading, type FormatReadings, firstText, ofForms, PIECE_SIZE } from './format.ts';

const TOKEN =
  /<([^\s<>/!?]{1,60})(\s[^<>]{0,400})?>([^<>]{0,400})<\/\1\s*>|<\/[^\s<>]{1,60}\s*>|<([^\s<>/!?]{1,60})(\s[^<>]{1,400})>/g;
const ATTRIBUTE = /([^\s="'<>/]{1,40})\s*=\s*(?:"([^"]{0,200})"|'([^']{0,200})')/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const decode = (text: string): string =>
  normaliseLine(
    text.replace(/&(lt|gt|amp|quot|apos);/g, (whole, name: string) => ENTITIES[name] ?? whole),
  ).trim();

function fieldOf(label: string, value: string, line: number): Field[] {
  const role = roleOf(label.slice(label.indexOf(':') + 1));
  return role === null || value === '' ? [] : [{ role, value: decode(value), line }];
}

const attributesOf = (text: string, line: number): Field[] =>
  Array.from(text.matchAll(ATTRIBUTE)).flatMap(([, name, double, single]) =>
    fieldOf(name ?? '', double ?? single ?? '', line),
  );

function* readingsOf(lines: readonly string[]): Generator<FormatReading> {
  let forms: Field[][] = [];
  let open: Field[] = [];
  const close = () => {
    if (open.length > 0) forms.push(open);
    open = [];
  };
  for (const [index, line] of lines.entries())
    for (const [, leaf, attributes, value, parent, parentAttributes] of line.matchAll(TOKEN)) {
      if (leaf !== undefined)
        open.push(...fieldOf(leaf, value ?? '', index + 1), ...attributesOf(attributes ?? '', index + 1));
      else if (parent === undefined) close();
      else {
        close();
        open.push(...attributesOf(parentAttributes ?? '', index + 1));
      }
      if (forms.length < PIECE_SIZE) continue;
      yield ofForms(forms);
      forms = [];
    }
  close();
  yield ofForms(forms);
}

export function readXml(lines: readonly string[]): FormatReadings | null {
  const first = firstText(lines);
  const isXml = /^<\?xml|^<[^\s!?][^>]*>/.test(first) && !/^<(!doctype )?html/i.test(first);
  return isXml ? readingsOf(lines) : null;
}

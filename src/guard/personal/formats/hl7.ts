// HL7 version 2 messages between hospitals: PID is the patient, DG1 an illness, OBX a finding, IN1 the insurance.

import { normaliseLine } from '../normalise.ts';
import type { Field } from '../record.ts';
import type { Role } from '../roles.ts';
import { type FormatReadings, firstText, ofForms } from './format.ts';

/** Which element of a segment says what. */
const ELEMENTS: Readonly<Record<string, readonly (readonly [element: number, role: Role])[]>> = {
  PID: [
    [3, 'reference'],
    [5, 'name'],
    [7, 'birth-date'],
    [11, 'address'],
    [13, 'phone'],
    [19, 'ssn'],
  ],
  DG1: [[3, 'medical']],
  OBX: [[5, 'medical']],
  IN1: [[2, 'health-insurance']],
};

/** `Roe^Jane^A^^^Ms` → `Roe Jane A`; the first of several repetitions. */
const plain = (element: string): string =>
  normaliseLine(element.split('~')[0] ?? '')
    .split('^')
    .slice(0, 3)
    .filter((part) => part !== '')
    .join(' ');

export function readHl7(lines: readonly string[]): FormatReadings | null {
  if (!/^MSH\|\^~\\&/.test(firstText(lines))) return null;
  const messages: Field[][] = [];
  for (const [index, text] of lines.entries()) {
    const elements = text.split('|');
    const segment = elements[0] ?? '';
    if (segment === 'PID') messages.push([]);
    for (const [at, role] of ELEMENTS[segment] ?? [])
      messages.at(-1)?.push({ role, value: plain(elements[at] ?? ''), line: index + 1 });
  }
  return [ofForms(messages)];
}

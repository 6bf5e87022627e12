// Medical claims as hospitals send them (レセプト電算処理システム 記録条件仕様): a line is a record, its first field says of
// what: RE the patient, HO the insurer, SY the illness.

import { normaliseLine } from '../normalise.ts';
import type { Field } from '../record.ts';
import { type FormatReadings, firstText, ofForms } from './format.ts';

export function readClaims(lines: readonly string[]): FormatReadings | null {
  if (!/^(IR|UK)[,\t]/.test(firstText(lines))) return null;
  const claims: Field[][] = [];
  let open: Field[] = [];
  for (const [index, raw] of lines.entries()) {
    const cells = normaliseLine(raw).split(/[,\t]/);
    const line = index + 1;
    if (cells[0] === 'RE') {
      open = [
        { role: 'name', value: cells[4] ?? '', line },
        { role: 'birth-date', value: cells[6] ?? '', line },
      ];
      claims.push(open);
    } else if (cells[0] === 'HO') open.push({ role: 'health-insurance', value: cells[1] ?? '', line });
    else if (cells[0] === 'SY') open.push({ role: 'medical', value: cells[1] ?? '', line });
  }
  return [ofForms(claims)];
}

// PDF files: asks the thread that reads them (pdf-thread.ts; how they are read: read-pdf.ts) and takes over what it found.

import { addInner, type Extract } from './findings.ts';
import { askPdfThread } from './pdf-thread.ts';
import { Unreadable } from './unreadable.ts';

export const extractPdf: Extract = async ({ octets, budget }, found) => {
  const answer = await askPdfThread(octets, budget);
  // All but the end of time, which the thread has on a clock of its own.
  Object.assign(budget, { ...answer.budget, endsAtMs: budget.endsAtMs });
  found.protection = answer.found.protection;
  found.protectionBy = answer.found.protectionBy;
  found.hidden.push(...answer.found.hidden);
  found.faults.push(...answer.found.faults);
  found.sections.push(...answer.found.sections);
  for (const { name, octets: content } of answer.inner) addInner(found, name, content);
  if (answer.gaveUp !== null) throw new Unreadable(answer.gaveUp.code, answer.gaveUp.detail);
};

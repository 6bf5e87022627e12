// The program of the thread that reads PDFs. Started by pdf-thread.ts only; one question at a time.

import { parentPort } from 'node:worker_threads';
import { newFindings } from './findings.ts';
import type { PdfAnswer, PdfQuestion } from './pdf-messages.ts';
import { readPdf } from './read-pdf.ts';
import { Unreadable } from './unreadable.ts';

async function answer({ octets, budget: given, leftMs }: PdfQuestion): Promise<PdfAnswer> {
  const budget = { ...given, endsAtMs: performance.now() + leftMs };
  const whole = newFindings('pdf');
  let gaveUp: PdfAnswer['gaveUp'] = null;
  try {
    await readPdf({ octets, name: '', type: 'pdf', budget }, whole);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    gaveUp = { code: error.code, detail: error.message };
  }
  const { inner, ...found } = whole;
  const files = inner.map(async ({ name, read }) => ({ name, octets: await read() }));
  return { found, inner: await Promise.all(files), budget, gaveUp };
}

parentPort?.on('message', (question: PdfQuestion) => {
  void answer(question).then((message) => parentPort?.postMessage(message));
});

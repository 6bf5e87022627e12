// The program of the thread that reads PDFs. Started by pdf-thread.ts only; one question at a time.

import { registerHooks } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { newFindings } from './findings.ts';
import type { PdfAnswer, PdfQuestion } from './pdf-messages.ts';
import { Unreadable } from './unreadable.ts';

// pdf.js would load a native library to draw with. Text needs none of it, it costs 23 MB, and a hostile file should meet
// as little native code as possible; so the library is kept away, and the classes that pdf.js names at its start are empty.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@napi-rs/canvas') throw new Error('nothing is drawn here');
    return next(specifier, context);
  },
});
Object.assign(globalThis, { DOMMatrix: class {}, ImageData: class {}, Path2D: class {} });
// What it prints goes nowhere: standard output belongs to the command line. (Taking it over from outside, by the thread's
// `stdout` option, would keep the program from ending by itself.)
Object.assign(console, { log: () => undefined, warn: () => undefined });
const { readPdf } = await import('./read-pdf.ts');

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

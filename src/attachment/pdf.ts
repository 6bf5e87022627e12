// PDF through pdf.js (legacy build, its own CMaps): text by page with columns, notes and form fields, embedded files.
// A file that opens without a password is not protected, whatever its owner forbade. Wraps pdfjs-dist.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/types/src/pdf.js';
import {
  addFault,
  addInner,
  type Extract,
  type Findings,
  openSection,
  protect,
  type Source,
} from './findings.ts';
import { isGarbled } from './garbled.ts';
import { type Item, toLines } from './pdf-lines.ts';
import { Unreadable } from './unreadable.ts';

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

const FOLDER = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string): string => `${join(FOLDER, name)}/`;

/** Loaded when the first PDF comes: it costs 40 MB that a mail without one need not pay. */
const loadPdfJs = (): Promise<PdfJs> => import('pdfjs-dist/legacy/build/pdf.mjs');

const OPTIONS = {
  cMapUrl: folder('cmaps'),
  cMapPacked: true,
  standardFontDataUrl: folder('standard_fonts'),
  wasmUrl: folder('wasm'),
  isEvalSupported: false,
  useSystemFonts: false,
  disableFontFace: true,
  stopAtErrors: false,
  enableXfa: true,
  verbosity: 0,
} as const;

const MAX_PAGES = 5000;

async function open(pdfjs: PdfJs, octets: Uint8Array, found: Findings): Promise<PDFDocumentProxy | null> {
  const task = pdfjs.getDocument({ ...OPTIONS, data: Uint8Array.from(octets) });
  try {
    return await task.promise;
  } catch (cause) {
    await task.destroy();
    if (cause instanceof Error && cause.name === 'PasswordException') {
      protect(found, 'protected', 'pdf-user-password');
      return null;
    }
    throw new Unreadable('damaged-file', 'the PDF cannot be opened', { cause });
  }
}

async function readItems(page: PDFPageProxy): Promise<Item[]> {
  const { items, styles } = await page.getTextContent({ includeMarkedContent: false });
  return items.flatMap((item) => {
    if (!('str' in item)) return [];
    const { str: text, transform: matrix, width, height, fontName } = item;
    return [{ text, matrix, width, height, isVertical: styles[fontName]?.vertical === true }];
  });
}

type Annotation = {
  readonly contentsObj?: { readonly str?: string };
  readonly titleObj?: { readonly str?: string };
  readonly fieldValue?: unknown;
  readonly alternativeText?: string;
  readonly file?: { readonly filename?: string; readonly content?: Uint8Array };
};

function parseAnnotations(list: readonly unknown[]): readonly Annotation[] {
  return list as readonly Annotation[];
}

const textOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(textOf)
    : typeof value === 'string' && value.trim() !== ''
      ? [value]
      : [];

async function readNotes(page: PDFPageProxy, found: Findings): Promise<string[]> {
  const annotations = parseAnnotations(await page.getAnnotations());
  for (const { file } of annotations)
    if (file?.content !== undefined) addInner(found, file.filename ?? 'attachment', file.content);
  return annotations.flatMap(({ contentsObj, titleObj, fieldValue, alternativeText }) =>
    [titleObj?.str, contentsObj?.str, fieldValue, alternativeText].flatMap(textOf),
  );
}

async function hasImages(pdfjs: PdfJs, page: PDFPageProxy): Promise<boolean> {
  const { fnArray } = await page.getOperatorList();
  const { OPS } = pdfjs;
  const images: readonly number[] = [
    OPS.paintImageXObject,
    OPS.paintInlineImageXObject,
    OPS.paintImageMaskXObject,
    OPS.paintImageXObjectRepeat,
    OPS.paintInlineImageXObjectGroup,
  ];
  return fnArray.some((op) => images.includes(op));
}

/** Returns whether the page has any text. */
async function readPage(
  page: PDFPageProxy,
  n: number,
  { budget }: Source,
  found: Findings,
): Promise<boolean> {
  const text = toLines(await readItems(page));
  const notes = await readNotes(page, found);
  if (isGarbled(text))
    addFault(found, 'unreadable-font', `page ${n} uses a font whose characters cannot be told`);
  if (text !== '') openSection(found, budget, `page ${n}`).write(text);
  if (notes.length > 0) openSection(found, budget, `page ${n} notes`).write(`${notes.join('\n')}\n`);
  return text !== '' || notes.length > 0;
}

type Attachment = {
  readonly filename?: string;
  readonly rawFilename?: string;
  readonly content?: Uint8Array;
};

function parseAttachments(value: unknown): readonly Attachment[] {
  return value === null || typeof value !== 'object' ? [] : (Object.values(value) as readonly Attachment[]);
}

async function readAttachments(document: PDFDocumentProxy, found: Findings): Promise<void> {
  for (const { filename, content } of parseAttachments(await document.getAttachments())) {
    if (content === undefined) addFault(found, 'damaged-file', 'a file attached to the PDF cannot be read');
    else addInner(found, filename ?? 'attachment', content);
  }
}

async function readProperties(document: PDFDocumentProxy, source: Source, found: Findings): Promise<void> {
  const { info } = await document.getMetadata();
  const values = ['Title', 'Subject', 'Keywords', 'Author'].flatMap((key) => textOf(Reflect.get(info, key)));
  if (values.length > 0) openSection(found, source.budget, 'properties').write(`${values.join('\n')}\n`);
}

async function readDocument(
  pdfjs: PdfJs,
  document: PDFDocumentProxy,
  source: Source,
  found: Findings,
): Promise<void> {
  if (document.numPages > MAX_PAGES)
    throw new Unreadable('too-large', 'the PDF has more pages than the limit');
  let hasText = false;
  for (let n = 1; n <= document.numPages; n += 1) {
    const page = await document.getPage(n);
    hasText = (await readPage(page, n, source, found)) || hasText;
    page.cleanup();
  }
  await readAttachments(document, found);
  await readProperties(document, source, found);
  for (let n = 1; !hasText && n <= document.numPages; n += 1) {
    if (!(await hasImages(pdfjs, await document.getPage(n)))) continue;
    return addFault(found, 'no-text', 'the PDF is made of pictures only, such as a scan, and has no text');
  }
}

export const extractPdf: Extract = async (source, found) => {
  const pdfjs = await loadPdfJs();
  const document = await open(pdfjs, source.octets, found);
  if (document === null) return;
  try {
    await readDocument(pdfjs, document, source, found);
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause;
    throw new Unreadable('damaged-file', 'a page of the PDF cannot be read', { cause });
  } finally {
    await document.loadingTask.destroy();
  }
};

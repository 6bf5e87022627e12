// A PDF through pdf.js (legacy build, its own CMaps): text by page with columns, comments and form fields, attached files.
// A file that opens without a password is not protected, whatever its owner forbade. Runs in a thread of its own
// (pdf-program.ts). Wraps pdfjs-dist.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/types/src/pdf.js';
import {
  addFault,
  addInner,
  type Extract,
  type Findings,
  openHidden,
  openSection,
  protect,
  type Source,
} from './findings.ts';
import { isGarbled } from './garbled.ts';
import { indexOf, latin1 } from './octets.ts';
import { type Item, toLines } from './pdf-lines.ts';
import { Unreadable } from './unreadable.ts';

const FOLDER = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string): string => `${join(FOLDER, name)}/`;

/** No evaluated code, no fonts of this machine, nothing from the network; pictures are not decoded. */
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
/** Room for a trailer. */
const TAIL_OCTETS = 4096;

/** Where only attached files are encrypted (AuthEvent EFOpen) everybody reads the pages; pdf.js does not. */
function lock(onlyAttached: boolean, found: Findings): void {
  protect(found, onlyAttached ? 'partial' : 'protected', 'pdf-user-password');
  if (onlyAttached)
    addFault(
      found,
      'unsupported-format',
      'only files attached to the PDF are locked; its pages are not read',
    );
}

async function open(octets: Uint8Array, found: Findings): Promise<PDFDocumentProxy | null> {
  const onlyAttached = indexOf(octets, '/EFOpen') >= 0;
  const task = pdfjs.getDocument({ ...OPTIONS, data: octets });
  try {
    return await task.promise;
  } catch (cause) {
    await task.destroy();
    if (cause instanceof Error && cause.name === 'PasswordException') {
      lock(onlyAttached, found);
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
  readonly subtype?: string;
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

/** What is written into form fields is on the page; what a comment says is behind a little sign. */
async function readAnnotations(
  page: PDFPageProxy,
  n: number,
  { budget }: Source,
  found: Findings,
): Promise<boolean> {
  const annotations = parseAnnotations(await page.getAnnotations());
  for (const { file } of annotations)
    if (file?.content !== undefined) addInner(found, file.filename ?? 'attachment', file.content);
  const fields = annotations.flatMap(({ fieldValue, alternativeText }) =>
    [fieldValue, alternativeText].flatMap(textOf),
  );
  const written = annotations.filter(({ subtype }) => subtype === 'FreeText');
  const comments = annotations.filter(({ subtype }) => subtype !== 'FreeText');
  const saidIn = (list: readonly Annotation[]): string[] =>
    list.flatMap(({ titleObj, contentsObj }) => [titleObj?.str, contentsObj?.str].flatMap(textOf));
  const onPage = [...fields, ...saidIn(written)];
  if (onPage.length > 0) openSection(found, budget, `page ${n} fields`).write(`${onPage.join('\n')}\n`);
  const aside = saidIn(comments);
  if (aside.length > 0)
    openHidden(found, budget, 'comment', `page ${n} comments`).write(`${aside.join('\n')}\n`);
  return onPage.length + aside.length > 0;
}

/** Returns whether the page has any text. */
async function readPage(page: PDFPageProxy, n: number, source: Source, found: Findings): Promise<boolean> {
  const text = toLines(await readItems(page));
  if (isGarbled(text))
    addFault(found, 'unreadable-font', `page ${n} uses a font whose characters cannot be told`);
  if (text !== '') openSection(found, source.budget, `page ${n}`).write(text);
  const hasAnnotations = await readAnnotations(page, n, source, found);
  return text !== '' || hasAnnotations;
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

/** The dictionary of a picture stands in the clear even where everything around it is packed. */
const hasPictures = (octets: Uint8Array): boolean =>
  ['/Subtype/Image', '/Subtype /Image'].some((word) => indexOf(octets, word) >= 0);

/** Returns whether any page has text. */
async function readDocument(document: PDFDocumentProxy, source: Source, found: Findings): Promise<boolean> {
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
  return hasText;
}

/** Whether the last trailer names an encryption dictionary. */
const saysEncrypted = (octets: Uint8Array): boolean =>
  /\/Encrypt\s+\d+\s+\d+\s+R/.test(latin1(octets, Math.max(0, octets.length - TAIL_OCTETS)));

/** pdf.js passes over encryption that it cannot find; other readers ask for a password, or give up. */
async function reportLostEncryption(document: PDFDocumentProxy, found: Findings): Promise<void> {
  const { info } = await document.getMetadata();
  if (Reflect.get(info, 'EncryptFilterName') === null)
    addFault(found, 'damaged-file', 'the PDF says that it is encrypted, and how is lost');
}

export const readPdf: Extract = async (source, found) => {
  // pdf.js takes the octets for itself.
  const isOfPictures = hasPictures(source.octets);
  const isSaidEncrypted = saysEncrypted(source.octets);
  const document = await open(source.octets, found);
  if (document === null) return;
  try {
    if (isSaidEncrypted) await reportLostEncryption(document, found);
    const hasText = await readDocument(document, source, found);
    if (!hasText && isOfPictures)
      addFault(found, 'no-text', 'the PDF is made of pictures only, such as a scan, and has no text');
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause;
    throw new Unreadable('damaged-file', 'a page of the PDF cannot be read', { cause });
  } finally {
    await document.loadingTask.destroy();
  }
};

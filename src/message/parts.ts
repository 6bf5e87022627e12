// The structure of a mail as its raw octets say it: a tree of parts, found in one pass without decoding any content.
// Everything that readers may take in two ways is reported; what the parts hold is read by read-content.ts.

import { latin1 } from '../attachment/octets.ts';
import { cutAtBoundary, type Range } from './boundaries.ts';
import type { FaultList, Report } from './faults.ts';
import { type Field, fieldValue, readHeader } from './header-fields.ts';
import { parseStructured, type Structured } from './parameters.ts';

export type Encoding = '7bit' | '8bit' | 'binary' | 'quoted-printable' | 'base64';

export type Part = {
  /** `1.2`; empty for the mail itself. */
  readonly id: string;
  readonly fields: readonly Field[];
  /** Lower case, never empty. */
  readonly type: string;
  /** The type was said, not assumed. */
  readonly isTyped: boolean;
  readonly contentType: Structured;
  readonly disposition: Structured | null;
  readonly encoding: Encoding;
  /** Octets as they travel, still encoded; for a multipart all of its body. */
  readonly body: Uint8Array;
  readonly children: readonly Part[];
  /** Text between boundaries that belongs to no part. */
  readonly loose: readonly Uint8Array[];
};

export type Structure = {
  readonly root: Part;
  readonly leaves: readonly Part[];
  /** White space behind boundaries, which mailparser does not expect. */
  readonly paddings: readonly Range[];
};

const MAX_DEPTH = 20;
const MAX_PARTS = 500;
/** More text outside of all parts than any mailer writes there. */
const MAX_LOOSE_OCTETS = 2000;

const ENCODINGS: ReadonlySet<string> = new Set(['7bit', '8bit', 'binary', 'quoted-printable', 'base64']);
const TOKEN = /^[!#$%&'*+\-.^_`{|}~0-9A-Za-z]+\/[!#$%&'*+\-.^_`{|}~0-9A-Za-z]+$/;
const NOTHING: Structured = { value: '', parameters: new Map() };

const isEncoding = (text: string): text is Encoding => ENCODINGS.has(text);

export const placeOf = (id: string): string => (id === '' ? 'mail' : `part ${id}`);

function readType(
  fields: readonly Field[],
  fallback: string,
  report: Report,
): { type: string; contentType: Structured } {
  const text = fieldValue(fields, 'content-type');
  if (text === null) return { type: fallback, contentType: NOTHING };
  const contentType = parseStructured(text, report);
  if (TOKEN.test(contentType.value)) return { type: contentType.value, contentType };
  report('bad-content-type', `not a content type: ${text.slice(0, 50)}`);
  return { type: 'text/plain', contentType };
}

function readEncoding(fields: readonly Field[], type: string, report: Report): Encoding {
  const text = (fieldValue(fields, 'content-transfer-encoding') ?? '7bit').toLowerCase();
  if (!isEncoding(text)) {
    report('bad-encoding', `not a transfer encoding: ${text.slice(0, 40)}`);
    return '7bit';
  }
  const isEncoded = text === 'quoted-printable' || text === 'base64';
  if (isEncoded && /^(?:multipart\/|message\/(?:rfc822|partial|external-body)$)/.test(type))
    report('encoded-container', `${text} on ${type}`);
  return text;
}

function readBoundary({ parameters }: Structured, report: Report): string | null {
  const boundary = parameters.get('boundary');
  if (boundary === undefined || boundary.value === '' || /[^\x20-\x7e]| $/.test(boundary.value)) {
    report('bad-boundary', 'a multipart without a usable boundary');
    return null;
  }
  if (boundary.others.length > 0) report('duplicate-parameter', 'more than one boundary');
  return boundary.value;
}

class Scanner {
  readonly #octets: Uint8Array;
  readonly #faults: FaultList;
  readonly paddings: Range[] = [];
  readonly leaves: Part[] = [];
  #count = 0;

  constructor(octets: Uint8Array, faults: FaultList) {
    this.#octets = octets;
    this.#faults = faults;
  }

  scan(range: Range, id: string, depth: number, fallbackType: string): Part {
    this.#count += 1;
    const report = this.#faults.at(id === '' ? 'header' : placeOf(id));
    const { fields, bodyStart } = readHeader(this.#octets, range.start, range.end, report);
    const { type, contentType } = readType(fields, fallbackType, report);
    const dispositionText = fieldValue(fields, 'content-disposition');
    const body = { start: bodyStart, end: range.end };
    const part = {
      id,
      fields,
      type,
      isTyped: contentType !== NOTHING,
      contentType,
      disposition: dispositionText === null ? null : parseStructured(dispositionText, report),
      encoding: readEncoding(fields, type, report),
      body: this.#octets.subarray(body.start, body.end),
    };
    const whole = type.startsWith('multipart/')
      ? this.#scanParts(part, body, depth)
      : { ...part, children: [], loose: [] };
    if (whole.children.length === 0) this.leaves.push(whole);
    return whole;
  }

  #scanParts(part: Omit<Part, 'children' | 'loose'>, body: Range, depth: number): Part {
    const report = this.#faults.at(placeOf(part.id));
    const boundary = readBoundary(part.contentType, report);
    if (boundary === null) return { ...part, children: [], loose: [] };
    const { parts, preamble, epilogue, paddings } = cutAtBoundary(this.#octets, body, boundary, report);
    this.paddings.push(...paddings);
    const fallback = part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    const children: Part[] = [];
    for (const [n, range] of parts.entries()) {
      if (depth >= MAX_DEPTH || this.#count >= MAX_PARTS) {
        report(depth >= MAX_DEPTH ? 'too-deep' : 'too-many-parts', 'more parts than the limit');
        break;
      }
      children.push(
        this.scan(range, part.id === '' ? `${n + 1}` : `${part.id}.${n + 1}`, depth + 1, fallback),
      );
    }
    return { ...part, children, loose: this.#looseText([preamble, epilogue], report) };
  }

  #looseText(ranges: readonly Range[], report: Report): Uint8Array[] {
    return ranges.flatMap(({ start, end }) => {
      const text = latin1(this.#octets, start, end);
      if (text.trim() === '') return [];
      if (end - start > MAX_LOOSE_OCTETS || /^--\S|^content-[a-z-]+:/im.test(text))
        report('text-outside-parts', 'more than a remark stands outside of all parts');
      return [this.#octets.subarray(start, end)];
    });
  }
}

/** Scans the whole mail. */
export function scanStructure(octets: Uint8Array, faults: FaultList): Structure {
  const scanner = new Scanner(octets, faults);
  const root = scanner.scan({ start: 0, end: octets.length }, '', 0, 'text/plain');
  return { root, leaves: scanner.leaves, paddings: scanner.paddings };
}

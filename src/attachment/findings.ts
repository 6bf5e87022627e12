// What an extractor writes into while it reads one file. It is filled as reading goes on, so that what was read
// before a file turns out to be damaged is kept. One per file; made and emptied by inspect-file.ts.

import type { HiddenFact, Protection } from '../guard/facts.ts';
import { spendText } from './budget.ts';
import type { Budget } from './inspected.ts';

/** One file as an extractor sees it. */
export type Source = {
  readonly octets: Uint8Array;
  /** For hints only (the ending of an archive's inner name); never for deciding the format. */
  readonly name: string;
  readonly type: string;
  readonly budget: Budget;
};

/** A file inside a file. `locked` = it needs a password; otherwise `read` gives its octets or throws Unreadable. */
export type InnerFile = {
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly sizeOctets: number;
  readonly locked: { readonly protection: Protection; readonly by: string } | null;
  readonly read: () => Uint8Array | Promise<Uint8Array>;
};

/** How many tabs and line feeds a text has, when its writer knows. */
export type Counted = { readonly tabs: number; readonly lines: number };

/** Text of one section; cells are kept apart by tabs and rows by line ends. Every write is paid for. */
export type Writer = {
  write(text: string, counted?: Counted): void;
};

export type Findings = {
  /** What the format turned out to be, when the magic bytes alone did not say (`docx` in a zip). */
  type: string;
  protection: Protection;
  protectionBy: string | null;
  hasMacros: boolean;
  isScript: boolean;
  isProgram: boolean;
  readonly inner: InnerFile[];
  /** Content that is not seen at first sight: hidden sheets, comments … */
  readonly hidden: HiddenFact[];
  readonly faults: { readonly code: string; readonly detail: string }[];
  /** Text written so far, by section. Sections of the same name are kept apart. */
  readonly sections: { readonly section: string; readonly parts: string[] }[];
};

/** Reads one file into `found`. Throws Unreadable where it must give up. */
export type Extract = (source: Source, found: Findings) => void | Promise<void>;

export function newFindings(type: string): Findings {
  return {
    type,
    protection: 'none',
    protectionBy: null,
    hasMacros: false,
    isScript: false,
    isProgram: false,
    inner: [],
    hidden: [],
    faults: [],
    sections: [],
  };
}

const MAX_LOOSE_PARTS = 1024;

export function openSection(found: Findings, budget: Budget, section: string): Writer {
  const parts: string[] = [];
  found.sections.push({ section, parts });
  let joined = 0;
  return {
    write(text, counted) {
      spendText(budget, text, counted);
      parts.push(text);
      if (parts.length - joined < MAX_LOOSE_PARTS) return;
      // Millions of little strings would take many times the memory of their text.
      parts.push(parts.splice(joined).join(''));
      joined = parts.length;
    },
  };
}

export function protect(found: Findings, protection: Protection, by: string): void {
  found.protection = protection;
  found.protectionBy = by;
}

export function addFault(found: Findings, code: string, detail: string): void {
  if (!found.faults.some((fault) => fault.code === code && fault.detail === detail))
    found.faults.push({ code, detail });
}

/** `at` is the name of the section that holds the text. */
export function addHidden(found: Findings, kind: HiddenFact['kind'], at: string): void {
  if (!found.hidden.some((hidden) => hidden.kind === kind && hidden.at === at))
    found.hidden.push({ kind, at });
}

/** A section whose text is not seen at first sight. */
export function openHidden(found: Findings, budget: Budget, kind: HiddenFact['kind'], at: string): Writer {
  addHidden(found, kind, at);
  return openSection(found, budget, at);
}

export function addInner(found: Findings, name: string, octets: Uint8Array): void {
  found.inner.push({ name, otherNames: [], sizeOctets: octets.length, locked: null, read: () => octets });
}

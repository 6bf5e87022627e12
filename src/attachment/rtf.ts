// Rich Text Format 1.9.1. Japanese comes as `\'xx` octets in the charset of the font in use, or as `\uN`; both are
// decoded here. Embedded objects are taken out as files. Used for .rtf, for .doc that is RTF, and for mail bodies.

import { checkTime } from './budget.ts';
import { addInner, type Findings, openHidden, openSection, type Writer } from './findings.ts';
import type { Budget } from './inspected.ts';
import { indexOf, latin1 } from './octets.ts';
import { Unreadable } from './unreadable.ts';

/** `\fcharsetN` → TextDecoder label; Windows-1252 for the rest. */
const FONT_CHARSETS: Readonly<Record<number, string>> = {
  77: 'macintosh',
  78: 'shift_jis',
  128: 'shift_jis',
  129: 'euc-kr',
  130: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};
const CODE_PAGES: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  874: 'windows-874',
  10000: 'macintosh',
  65001: 'utf-8',
};
const codePage = (n: number): string =>
  CODE_PAGES[n] ?? (n >= 1250 && n <= 1258 ? `windows-${n}` : 'windows-1252');

const SILENT = new Set(
  'fonttbl colortbl stylesheet pict themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator xmlnstbl filetbl revtbl fldinst bkmkstart bkmkend objclass objname panose falt blipuid blipuid mmathPr wgrffmtfilter pgptbl nonshppict'.split(
    ' ',
  ),
);
/** Ignorable destinations (`\*`) whose text people read all the same. */
const READ = new Set(
  'shptxt shpinst annotation atnid atnauthor footnote ud fldrslt background shprslt do dptxbxtext objdata'.split(
    ' ',
  ),
);
const SIGNS: Readonly<Record<string, string>> = {
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  nestrow: '\n',
  tab: '\t',
  cell: '\t',
  nestcell: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
  '~': ' ',
  _: '-',
  '\n': '\n',
  '\r': '\n',
};

type Group = {
  readonly kind: 'text' | 'silent' | 'fonts' | 'object';
  readonly charset: string;
  /** Characters to skip after `\u` (`\ucN`). */
  readonly skip: number;
  readonly isStarred: boolean;
  readonly isHidden: boolean;
  readonly isDeleted: boolean;
};

type State = {
  group: Group;
  readonly stack: Group[];
  readonly fonts: Map<number, string>;
  pending: number[];
  defaultCharset: string;
  font: number;
  toSkip: number;
  inTable: boolean;
  hex: string;
};

const TOKEN =
  /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\/g;

function flush(state: State, writer: Writer): void {
  if (state.pending.length === 0) return;
  const text = new TextDecoder(state.group.charset).decode(Uint8Array.from(state.pending));
  state.pending = [];
  writer.write(text);
}

type Word = (state: State, n: number, writer: Writer) => void;

const setGroup = (state: State, change: Partial<Group>): void => {
  state.group = { ...state.group, ...change };
};

/** Control words that change how the rest is read. */
const WORDS: Readonly<Record<string, Word>> = {
  ansicpg: (state, n) => {
    state.defaultCharset = codePage(n);
    setGroup(state, { charset: state.defaultCharset });
  },
  f: (state, n) => {
    state.font = n;
    if (state.group.kind !== 'fonts')
      setGroup(state, { charset: state.fonts.get(n) ?? state.defaultCharset });
  },
  fcharset: (state, n) => {
    if (state.group.kind === 'fonts' && n > 1)
      state.fonts.set(state.font, FONT_CHARSETS[n] ?? 'windows-1252');
  },
  plain: (state) => setGroup(state, { charset: state.defaultCharset, isHidden: false, isDeleted: false }),
  v: (state, n) => setGroup(state, { isHidden: n !== 0 }),
  deleted: (state, n) => setGroup(state, { isDeleted: n !== 0 }),
  uc: (state, n) => setGroup(state, { skip: n }),
  u: (state, n, writer) => {
    state.toSkip = state.group.skip;
    if (state.group.kind === 'text') writer.write(String.fromCharCode(n & 0xffff));
  },
  trowd: (state) => {
    state.inTable = true;
  },
  intbl: (state) => {
    state.inTable = true;
  },
  pard: (state) => {
    state.inTable = false;
  },
  par: (state, _n, writer) => {
    if (state.group.kind === 'text') writer.write(state.inTable ? ' ' : '\n');
  },
  fonttbl: (state) => setGroup(state, { kind: 'fonts' }),
  objdata: (state) => setGroup(state, { kind: 'object' }),
};

function onWord(state: State, word: string, n: number, writer: Writer): void {
  const known = WORDS[word];
  const isIgnorable = state.group.isStarred && !READ.has(word);
  setGroup(state, { isStarred: false });
  const sign = SIGNS[word];
  if (known !== undefined) known(state, n, writer);
  else if (isIgnorable || SILENT.has(word)) setGroup(state, { kind: 'silent' });
  else if (sign !== undefined && state.group.kind === 'text') writer.write(sign);
}

function onText(state: State, text: string, writer: Writer): void {
  if (state.group.kind === 'object') {
    state.hex += text.replace(/[^0-9a-fA-F]/g, '');
    return;
  }
  const rest = text.slice(state.toSkip);
  state.toSkip = Math.max(0, state.toSkip - text.length);
  if (state.group.kind !== 'text' || rest === '') return;
  for (let i = 0; i < rest.length; i += 1) state.pending.push(rest.charCodeAt(i));
  if (state.pending.length > 4096) flushAtAscii(state, writer);
}

/** Long runs are flushed early, but never between the two octets of one character. */
function flushAtAscii(state: State, writer: Writer): void {
  if ((state.pending.at(-1) ?? 0) < 0x40) flush(state, writer);
}

const MAX_DEPTH = 10_000;

function onBrace(state: State, brace: string): void {
  if (brace === '}') {
    state.group = state.stack.pop() ?? state.group;
    return;
  }
  if (state.stack.length >= MAX_DEPTH)
    throw new Unreadable('too-deep', 'the groups of the RTF are nested more deeply than the limit');
  state.stack.push(state.group);
  setGroup(state, { isStarred: false });
}

/** Octets of an OLE 1.0 object: the OLE2 file or package that lies behind its little header. */
function addObject(hex: string, found: Findings): void {
  const octets = Uint8Array.from(Buffer.from(hex, 'hex'));
  const at = ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'PK\x03\x04', '%PDF-']
    .map((magic) => indexOf(octets, magic))
    .filter((position) => position >= 0);
  if (octets.length > 0)
    addInner(found, 'object', at.length === 0 ? octets : octets.subarray(Math.min(...at)));
}

/** The characters that a control symbol or a run of text puts into the text, or null when the token is none. */
function charactersOf(
  hex: string | undefined,
  sign: string | undefined,
  run: string | undefined,
): string | null {
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  if (sign !== undefined && /[\\{}]/.test(sign)) return sign;
  return run ?? null;
}

/** Returns how many octets of binary data follow the token. */
function onToken(state: State, match: RegExpExecArray, writer: Writer, found: Findings): number {
  const [, word, number, hex, sign, brace, run] = match;
  const characters = charactersOf(hex, sign, run);
  if (characters !== null) onText(state, characters, writer);
  if (characters !== null || (word === undefined && sign === undefined && brace === undefined)) return 0;
  flush(state, writer);
  if (word === 'bin') return Math.max(0, Number(number ?? 0));
  if (word !== undefined) onWord(state, word, number === undefined ? 1 : Number(number), writer);
  if (sign === '*') setGroup(state, { isStarred: true });
  else if (sign !== undefined && state.group.kind === 'text') writer.write(SIGNS[sign] ?? '');
  if (brace === undefined) return 0;
  if (brace === '}' && state.hex !== '') {
    addObject(state.hex, found);
    state.hex = '';
  }
  onBrace(state, brace);
  return 0;
}

const PLAIN: Group = {
  kind: 'text',
  charset: 'windows-1252',
  skip: 1,
  isStarred: false,
  isHidden: false,
  isDeleted: false,
};

/** Deleted and hidden text goes to sections of its own. */
function openText(state: State, budget: Budget, found: Findings): Writer {
  const visible = openSection(found, budget, '');
  let deleted: Writer | null = null;
  let hidden: Writer | null = null;
  return {
    write(text) {
      if (state.group.isDeleted) {
        deleted ??= openHidden(found, budget, 'tracked-change', 'tracked changes');
        deleted.write(text);
      } else if (state.group.isHidden) {
        hidden ??= openHidden(found, budget, 'text', 'hidden text');
        hidden.write(text);
      } else visible.write(text);
    },
  };
}

export function readRtf(octets: Uint8Array, budget: Budget, found: Findings): void {
  const state: State = {
    group: PLAIN,
    stack: [],
    fonts: new Map(),
    pending: [],
    defaultCharset: 'windows-1252',
    font: 0,
    toSkip: 0,
    inTable: false,
    hex: '',
  };
  const writer = openText(state, budget, found);
  const source = latin1(octets);
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match !== null; match = TOKEN.exec(source)) {
    TOKEN.lastIndex += onToken(state, match, writer, found);
    checkTime(budget);
  }
  flush(state, writer);
}

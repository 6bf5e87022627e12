// The octets of DATA as they come off the wire, in place of smtp-server's own way with them: that copies every chunk to put
// four octets in front. Here a chunk goes on as it came, so whoever has copied it may let go of its memory at once; of fifty
// large mails the dead chunks were 40 MiB and a collection of the heap every 30 MB. Uses private members of smtp-server
// (`_createParser`, `_parser`, `_feedDataStream`, `_countDataBytes`, `_endDataMode`), hence the pinned version and the tests.

import type { PassThrough } from 'node:stream';
import type { Connection } from './visit.ts';

type Parser = {
  readonly _dataStream: PassThrough;
  _feedDataStream(chunk: Buffer, done: () => void): void;
  _countDataBytes(octets: number): void;
  _endDataMode(last: Buffer, rest: Buffer, done: () => void): void;
};
type Methods = { _createParser(): Parser; readonly _parser: Parser };

const [CR, LF, DOT] = [0x0d, 0x0a, 0x2e];
const LINE_END = Buffer.from('\r\n');
const LINE_OF_DOT = Buffer.from('\r\n.');
const END = Buffer.from('\r\n.\r\n');
const NOTHING = Buffer.alloc(0);

/** What one chunk gave. `rest` is what stands behind the end of the mail; null: the mail has not ended. */
export type Fed = { readonly content: Buffer; readonly rest: Buffer | null };

/** How many octets at the end may be the beginning of the end of the mail. */
function openOctets(octets: Buffer): number {
  for (let length = Math.min(END.length - 1, octets.length); length > 0; length -= 1) {
    if (octets.subarray(-length).equals(END.subarray(0, length))) return length;
  }
  return 0;
}

/** The content of one mail, without the dots of RFC 5321 §4.5.2. Only CRLF ends a line, whatever else looks like one. */
export class DotReader {
  /** Seen, and not known yet to be content. Before the first line stands a line end that is none of the mail's. */
  #held: Buffer = LINE_END;
  #foreign = LINE_END.length;

  feed(chunk: Buffer): Fed {
    const octets = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const pieces: Buffer[] = [];
    let from = this.#foreign;
    for (let at = octets.indexOf(LINE_OF_DOT); at >= 0; at = octets.indexOf(LINE_OF_DOT, at + 3)) {
      const dot = at + 2;
      const isEnd = octets[dot + 1] === CR && octets[dot + 2] === LF;
      if (!isEnd && octets[dot + 1] !== DOT) continue;
      pieces.push(octets.subarray(from, dot));
      if (isEnd) return { content: joined(pieces), rest: octets.subarray(dot + 3) };
      from = dot + 1;
    }
    const end = octets.length - openOctets(octets);
    // A copy: it would keep the whole chunk from being let go of.
    this.#held = end === octets.length ? NOTHING : Buffer.from(octets.subarray(end));
    this.#foreign = Math.max(0, from - end);
    pieces.push(octets.subarray(from, Math.max(from, end)));
    return { content: joined(pieces), rest: null };
  }
}

function joined(pieces: readonly Buffer[]): Buffer {
  const [only] = pieces;
  return only !== undefined && pieces.length === 1 ? only : Buffer.concat(pieces);
}

/** Goes on when the stream takes more; one that was destroyed never drains, it only closes. */
function whenDrained(stream: PassThrough, go: () => void): void {
  const on = () => {
    stream.off('drain', on);
    stream.off('close', on);
    go();
  };
  stream.on('drain', on);
  stream.on('close', on);
}

function feedThrough(parser: Parser): void {
  let reader = new DotReader();
  let of: PassThrough | null = null;
  parser._feedDataStream = (chunk, done) => {
    const stream = parser._dataStream;
    if (of !== stream) reader = new DotReader();
    of = stream;
    const { content, rest } = reader.feed(chunk);
    parser._countDataBytes(content.length);
    if (rest !== null) {
      of = null;
      parser._endDataMode(content, rest, done);
    } else if (content.length === 0 || !stream.writable || stream.write(content) || stream.destroyed) done();
    else whenDrained(stream, done);
  };
}

function parseMethods(connection: object): Methods {
  const methods = connection as Methods;
  const { _parser, _createParser } = methods;
  const isKnown = ['_feedDataStream', '_countDataBytes', '_endDataMode'].every(
    (name) => typeof Reflect.get(_parser, name) === 'function',
  );
  if (!isKnown || typeof _createParser !== 'function')
    throw new Error('this version of smtp-server is not the one that was tested');
  return methods;
}

/** Puts it into a fresh connection; after STARTTLS smtp-server reads with another parser. */
export function feedWithoutCopies(connection: Connection): void {
  const methods = parseMethods(connection);
  const create = methods._createParser.bind(connection);
  feedThrough(methods._parser);
  methods._createParser = () => {
    const parser = create();
    feedThrough(parser);
    return parser;
  };
}

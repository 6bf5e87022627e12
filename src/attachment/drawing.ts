// DrawingML (ECMA-376 part 1 §21): text of slides, shapes, diagrams and charts. Charts keep a copy of the cells they
// show (c:v, c:pt), which may be a whole roster.

import type { Writer } from './findings.ts';
import type { Attributes, XmlReader } from './xml.ts';

const TEXT = new Set(['t', 'v', 'text']);
/** Ends of a line; `pt` is a point of a chart or a diagram. */
const LINE_ENDS = new Set(['p', 'br', 'tr', 'pt', 'text', 'cm']);

export const isDrawing = (name: string): boolean => /\/(?:charts|diagrams|drawings|chartsheets)\//.test(name);

export function readDrawing(writer: Writer): XmlReader {
  let isText = false;
  let cells = 0;
  return {
    open(name: string, _attributes: Attributes) {
      if (name === 'tc') cells += 1;
      isText = TEXT.has(name);
    },
    close(name: string) {
      isText = false;
      if (name === 'tc') {
        cells -= 1;
        writer.write('\t');
      } else if (name === 'tr') writer.write('\n');
      else if (LINE_ENDS.has(name)) writer.write(cells > 0 ? ' ' : '\n');
    },
    text(text: string) {
      if (isText) writer.write(text);
    },
  };
}

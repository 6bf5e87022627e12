// People as YAML (or JSON, which is a part of it): the lists `people`, `groups` and `deputies`. Called by people-file.ts.

import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Draft, Spot } from './draft.ts';
import { plainOf } from './yaml-value.ts';

/** Never throws for what is in the text: faults say what is wrong where. */
export function parsePeopleYaml(text: string): Draft {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const spotAt = (offset: number): Spot => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const faults = document.errors.map(({ message, pos }) => ({
    ...spotAt(pos[0]),
    message: `not YAML: ${message}`,
  }));
  const placeOf: Draft['placeOf'] = (path) => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range != null) return spotAt(node.range[0]);
    }
    return null;
  };
  if (faults.length > 0) return { rows: {}, faults, placeOf };
  const made = plainOf(document);
  if (made.kind === 'value') return { rows: made.value ?? {}, faults, placeOf };
  return { rows: {}, faults: [{ ...spotAt(0), message: `not read: ${made.why}` }], placeOf };
}

// format=flowed (RFC 3676): lines that end with a blank go on in the next one.

/** `delSp`: the blank was only put there for the break. */
export function unflow(text: string, delSp: boolean): string {
  const out: string[] = [];
  let open: { quotes: string; line: string } | null = null;
  for (const line of text.split(/\r?\n/)) {
    const [, quotes = '', stuffed = ''] = /^(>*) ?(.*)$/s.exec(line) ?? [];
    const isSignature = stuffed === '-- ';
    const goesOn = stuffed.endsWith(' ') && !isSignature;
    const content = goesOn && delSp ? stuffed.slice(0, -1) : stuffed;
    if (open !== null && open.quotes === quotes && !isSignature) open.line += content;
    else {
      if (open !== null) out.push(join(open.quotes, open.line));
      open = { quotes, line: content };
    }
    if (goesOn) continue;
    out.push(join(open.quotes, open.line));
    open = null;
  }
  if (open !== null) out.push(join(open.quotes, open.line));
  return out.join('\n');
}

const join = (quotes: string, line: string): string => (quotes === '' ? line : `${quotes} ${line}`);

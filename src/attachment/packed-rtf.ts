// The packed RTF of Outlook bodies ([MS-OXRTFCP]): a dictionary coder with a preset window of 4,096 octets.

import { spendUnfolding } from './budget.ts';
import type { Budget } from './inspected.ts';
import { startsWith, viewOf } from './octets.ts';
import { Unreadable } from './unreadable.ts';

const PRESET =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const WINDOW = 4096;
const HEADER_OCTETS = 16;

export function unpackRtf(packed: Uint8Array, budget: Budget): Uint8Array {
  if (packed.length < HEADER_OCTETS)
    throw new Unreadable('damaged-file', 'the packed text of the item is cut off');
  const size = viewOf(packed).getUint32(4, true);
  if (startsWith(packed, 'MELA', 8)) return packed.subarray(HEADER_OCTETS, HEADER_OCTETS + size);
  if (!startsWith(packed, 'LZFu', 8))
    throw new Unreadable('damaged-file', 'the packed text of the item is damaged');
  spendUnfolding(budget, packed.length, size);
  const window = new Uint8Array(WINDOW);
  window.set(Buffer.from(PRESET, 'latin1'));
  const out = new Uint8Array(size);
  let length = 0;
  let write = PRESET.length;
  const put = (octet: number) => {
    out[length] = octet;
    length += 1;
    window[write] = octet;
    write = (write + 1) % WINDOW;
  };
  for (let at = HEADER_OCTETS; at < packed.length && length < size; ) {
    const control = packed[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < packed.length && length < size; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(packed[at] ?? 0);
        at += 1;
        continue;
      }
      const token = ((packed[at] ?? 0) << 8) | (packed[at + 1] ?? 0);
      at += 2;
      const offset = token >> 4;
      if (offset === write) return out.subarray(0, length);
      for (let i = 0; i < (token & 0x0f) + 2 && length < size; i += 1)
        put(window[(offset + i) % WINDOW] ?? 0);
    }
  }
  return out.subarray(0, length);
}

// Wall clocks: between instants and the local time of an IANA zone, by the zone data that Intl carries. Called by the
// business-hours clock and by whoever needs the local day of an instant.

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timezone, made);
  return made;
}

/** Milliseconds that the wall clock is ahead of UTC at an instant. */
function offsetAt(instantMs: number, timezone: string): number {
  const seconds = Math.floor(instantMs / 1000) * 1000;
  const parts = Object.fromEntries(
    formatOf(timezone)
      .formatToParts(seconds)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - seconds;
}

/** The local day (`YYYY-MM-DD`) of an instant. */
export function localDay(instantMs: number, timezone: string): string {
  return new Date(instantMs + offsetAt(instantMs, timezone)).toISOString().slice(0, 10);
}

/**
 * The instant at which the wall clock shows `minutes` after midnight of `day`. What it shows twice (clocks put back)
 * is the first time; what it never shows (clocks put forward) is the moment at which it jumps over it.
 */
export function instantAt(day: string, minutes: number, timezone: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const dayMs = 86_400_000;
  const offsets = [offsetAt(wall - dayMs, timezone), offsetAt(wall + dayMs, timezone)];
  const shown = offsets.map((offset) => wall - offset).filter((at) => at + offsetAt(at, timezone) === wall);
  if (shown.length > 0) return Math.min(...shown);
  return jumpBetween(wall - Math.max(...offsets), wall - Math.min(...offsets), timezone);
}

/** The instant after `before` and not after `behind` at which the offset changes, to the second. */
function jumpBetween(before: number, behind: number, timezone: string): number {
  let [low, high] = [before, behind];
  const old = offsetAt(low, timezone);
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (offsetAt(middle, timezone) === old) low = middle;
    else high = middle;
  }
  return high;
}

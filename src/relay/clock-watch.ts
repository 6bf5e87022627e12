// Tells whether the wall clock may be believed. What ends by time (a hold, the attempts to deliver) must not end
// because somebody set the clock; a clock that has jumped is believed again when it has stayed where it is for an
// hour, which is also what a machine that slept looks like. Composed by serve.ts.

export type ClockWatchPorts = {
  readonly now: () => Date;
  /** Milliseconds that only ever grow, whatever is done to the wall clock. */
  readonly monotonicNow: () => number;
  /** Told once per jump, with its size. */
  readonly onJump: (ms: number) => void;
};

const JUMP_MS = 60_000;
const BELIEVED_AFTER_MS = 3_600_000;

/** To be asked often: slow corrections between two questions pass as such. */
export function watchClock({ now, monotonicNow, onJump }: ClockWatchPorts): () => boolean {
  const offset = () => now().getTime() - monotonicNow();
  let believed = offset();
  let doubted: { offset: number; since: number } | null = null;
  return () => {
    const current = offset();
    const isNear = (other: number) => Math.abs(current - other) <= JUMP_MS;
    if (isNear(believed)) {
      doubted = null;
    } else if (doubted === null || !isNear(doubted.offset)) {
      doubted = { offset: current, since: monotonicNow() };
      onJump(current - believed);
    } else if (monotonicNow() - doubted.since >= BELIEVED_AFTER_MS) {
      doubted = null;
    }
    if (doubted === null) believed = current;
    return doubted === null;
  };
}

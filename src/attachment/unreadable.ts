// The one way in which reading a file gives up: thrown by extractors, caught once by inspect-file.ts, which makes
// a fault of it. What was read before stays.

export class Unreadable extends Error {
  /** Stable word of the fault. */
  readonly code: string;

  constructor(code: string, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'Unreadable';
    this.code = code;
  }
}

// The octets of a mail as they come off the wire, looked at one by one before anything else reads them.
// Notices what readers disagree about (RFC 5321 §2.3.8: CR and LF only together; §4.5.2: no NUL) and never
// alters an octet. Called by the SMTP edge chunk by chunk.

/** Which of the octets that no mail may hold came first. */
export type WireFault = 'bare-cr' | 'bare-lf' | 'nul';

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;

export class WireFilter {
  #previous: number | undefined = -1;
  #fault: WireFault | null = null;

  /** Reads the next chunk; chunk borders may fall anywhere, also between CR and LF. */
  feed(chunk: Uint8Array): void {
    if (this.#fault !== null) return;
    let previous: number | undefined = this.#previous;
    // By index: an iterator takes nearly twice as long, and this is asked of every octet.
    for (let at = 0; at < chunk.length; at += 1) {
      const octet = chunk[at];
      if (octet === LF ? previous !== CR : previous === CR || octet === NUL) {
        this.#fault = octet === LF ? 'bare-lf' : previous === CR ? 'bare-cr' : 'nul';
        return;
      }
      previous = octet;
    }
    this.#previous = previous;
  }

  /** The first fault so far; a CR at the end of the last chunk is not one yet. */
  get fault(): WireFault | null {
    return this.#fault;
  }

  /** The verdict after the last chunk: a CR that nothing followed is bare. */
  finish(): WireFault | null {
    return this.#fault ?? (this.#previous === CR ? 'bare-cr' : null);
  }
}

// Gives memory back before the collector would: it does not look at what lies outside of the heap until there are 64 MiB of
// it, in every thread. Only for octets that nobody else looks at, not even a socket that is still writing them.

/** `octets` is empty afterwards, unless it shares its memory with others. */
export function letGo({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

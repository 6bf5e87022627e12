// An entry of a directory server as the rest of this room sees it: attribute names in lower case, values as text. Pure.

export type LdapEntry = {
  readonly dn: string;
  readonly attributes: ReadonlyMap<string, readonly string[]>;
};

/** All values of the attributes, in the order in which they are named. */
export function valuesOf({ attributes }: LdapEntry, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => attributes.get(name.toLowerCase()) ?? []);
}

/** `\2C` and `\,` are the same comma; `\=` is `=` (RFC 4514 §2.4): only what separates stays escaped. */
const unescaped = (dn: string) =>
  dn
    .replace(/(?:\\[0-9a-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll('\\', ''), 'hex')
        .toString()
        .replace(/[,+\\]/g, '\\$&'),
    )
    .replace(/\\([^,+\\])/g, '$1');

/** Distinguished names compare without case and without spaces around separators (RFC 4517 §4.2.15). */
export function dnKey(dn: string): string {
  return unescaped(dn)
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<!\\)\s*([,=+])\s*/g, '$1');
}

// A passphrase that can be read out over the telephone and not guessed: 20 characters of 32, 100 bits.

/** Crockford's base32: no I, L, O, U. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** `random` gives that many octets nobody can guess. */
export function makePassphrase(random: (octets: number) => Uint8Array): string {
  const group = () => [...random(GROUP_LENGTH)].map((octet) => LETTERS[octet % LETTERS.length]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

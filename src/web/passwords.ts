// Passwords: argon2id with the parameters OWASP asks for (19 MiB, two passes), which are the library's defaults.
// Wraps @node-rs/argon2; called by the sign-in and setup pages and by `sekisho user`.

import { hash, verify } from '@node-rs/argon2';

export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 200;

/** Of a random password that nobody knows: an unknown name must cost as much time as a wrong password. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$L2jx+cuA3sKCL8ElS1MC6A$1nBQ2AoSsbzMZuv2ZFK01XpVy5ugc+u2CmT6Hu1gq4U';

/** The same password typed on another keyboard may come in other code points (NIST SP 800-63B §5.1.1.2). */
const normalise = (password: string) => password.normalize('NFKC');

export function hashPassword(password: string): Promise<string> {
  return hash(normalise(password));
}

/** `stored` null: there is no such user, which takes as long to say. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const isRight = await verify(stored ?? NOBODYS, normalise(password));
  return isRight && stored !== null;
}

// Addresses and domains where the world comes in: rows of a directory, forms. Parsed into their canonical form.

import { z } from 'zod';
import { parseAddrSpec, parseDomain } from './address.ts';

function parsedBy<Parsed>(parse: (text: string) => Parsed | null, what: string) {
  return z.string().transform((text, context) => {
    const parsed = parse(text);
    if (parsed !== null) return parsed;
    context.addIssue({ code: 'custom', message: `${JSON.stringify(text.slice(0, 80))} is not ${what}` });
    return z.NEVER;
  });
}

export const addressSchema = parsedBy(parseAddrSpec, 'one address');
export const domainSchema = parsedBy(parseDomain, 'a domain');

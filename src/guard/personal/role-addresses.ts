// Mail addresses of desks, not of persons: info@, sales@, soumu@. They are nobody's personal data.

const ROLES = new Set(
  'info information contact inquiry inquiries enquiry enquiries support help helpdesk sales office admin administrator webmaster postmaster hostmaster abuse root noreply no-reply donotreply do-not-reply mailer-daemon billing accounts accounting invoice invoices orders order shop store service services customer customers customerservice care hr jobs recruit recruiting careers press pr media marketing legal privacy security it team staff hello mail news newsletter events booking bookings reservation reservations reception desk docs dev ops test example user users all everyone ml group system alert alerts notification notifications notice report reports toiawase otoiawase soumu jinji keiri eigyo eigyou koubai kaihatsu kikaku houmu kouhou seizou hinshitsu gijutsu jimu jimukyoku madoguchi saiyo saiyou daihyo daihyou uketsuke kaikei josei shomu josys johosys jouhou joho hoken fukushi kyoiku kyomu gakumu nyushi kokyaku okyakusama shop1 honsha honten'.split(
    ' ',
  ),
);

/** `address` in lower case. */
export function isRoleAddress(address: string): boolean {
  const local = address.slice(0, address.indexOf('@'));
  return ROLES.has(local) || ROLES.has(local.split(/[-_.\d]/)[0] ?? '');
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

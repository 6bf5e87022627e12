// A company as OpenLDAP and as Active Directory write it down.

type Person = { readonly uid: string; readonly manager?: string };

const open = ({ uid, manager }: Person) => `dn: uid=${uid},ou=people,dc=corp,dc=example
objectClass: inetOrgPerson
uid: ${uid}
cn: ${uid} of Corp
sn: ${uid}
mail: ${uid}@corp.example
${manager === undefined ? '' : `manager: ${manager}\n`}`;

/** 45 clerks whose manager is the chief: more than the server gives at a time. */
const clerks = Array.from({ length: 45 }, (_, n) =>
  open({ uid: `clerk${n}`, manager: 'UID=chief, OU=people, DC=corp, DC=example' }),
);

const ad = (cn: string, lines: readonly string[]) => `dn: cn=${cn},ou=ad,dc=corp,dc=example
objectClass: user
objectClass: exchangeMailbox
cn: ${cn}
sn: ${cn.split(' ')[0]}
instanceType: 4
nTSecurityDescriptor:: AQ==
objectCategory: cn=person,dc=corp,dc=example
${lines.join('\n')}
`;

export const LDIF = [
  'dn: ou=people,dc=corp,dc=example\nobjectClass: organizationalUnit\nou: people\n',
  'dn: ou=ad,dc=corp,dc=example\nobjectClass: organizationalUnit\nou: ad\n',
  open({ uid: 'chief' }),
  ...clerks,
  ad('Sato Hanako', [
    'displayName:: 5L2Q6JekIOiKseWtkA==',
    'sAMAccountName: sato.h',
    'userPrincipalName: hanako@corp.example',
    'proxyAddresses: smtp:h.sato@corp.example',
    'proxyAddresses: SMTP:hanako@corp.example',
    'proxyAddresses: X500:/o=Corp/cn=hanako',
    'proxyAddresses: sip:hanako@corp.example',
    'manager: cn=Suzuki\\, Jiro,ou=ad,dc=corp,dc=example',
  ]),
  `dn: cn=Suzuki\\, Jiro,ou=ad,dc=corp,dc=example
objectClass: user
objectClass: exchangeMailbox
cn: Suzuki, Jiro
sn: Suzuki
instanceType: 4
nTSecurityDescriptor:: AQ==
objectCategory: cn=person,dc=corp,dc=example
sAMAccountName: suzuki.j
mail: jiro@corp.example
`,
  ad('Info', [
    'sAMAccountName: info',
    'mail: info@corp.example',
    'msExchRecipientTypeDetails: 4',
    'msExchDelegateListLink: cn=Sato Hanako,ou=ad,dc=corp,dc=example',
    'msExchDelegateListLink: uid=clerk7,ou=people,dc=corp,dc=example',
  ]),
  `dn: cn=sales,ou=ad,dc=corp,dc=example
objectClass: groupOfNames
objectClass: extensibleObject
cn: sales
mail: sales@corp.example
member: uid=clerk1,ou=people,dc=corp,dc=example
member: cn=inner,ou=ad,dc=corp,dc=example
`,
  `dn: cn=inner,ou=ad,dc=corp,dc=example
objectClass: groupOfNames
cn: inner
member: uid=clerk2,ou=people,dc=corp,dc=example
`,
].join('\n');

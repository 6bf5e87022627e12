// The words of the pages about oneself and other users. English.

export const accountEn = {
  title: 'Account',
  sources: {
    local: 'Signs in with a password kept here',
    oidc: 'Company account',
    ldap: 'Directory',
  },
  sessions: 'Signed in at',
  sessionsHint: 'What you do not know, end; then change your password.',
  thisOne: 'this browser',
  unknownDevice: 'Unknown browser',
  since: 'since',
  seen: 'last seen',
  end: 'End',
  endOthers: 'End all others',
  people: 'People',
  peopleHint:
    'Who can open these pages. People are added by sekisho user add, or come by the company account.',
  signedIn: (n: number) => `signed in at ${n} ${n === 1 ? 'place' : 'places'}`,
  nowhere: 'not signed in',
  signOutEverywhere: 'Sign out',
  signOutWhom: (name: string) => `Sign out ${name} everywhere`,
};

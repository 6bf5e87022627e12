// The English words of the ways in: signing in, and making the first administrator.

export const signInEn = {
  title: 'Sign in',
  lead: 'Mail that looks like a slip waits here until somebody has looked at it.',
  name: 'Name',
  password: 'Password',
  submit: 'Sign in',
  wrong: 'Name or password is not right.',
  company: 'Sign in with the company account',
  or: 'or with a name and password kept here',
  ldapHint: 'Name or mail address, and the password of your computer',
  refused: 'The sign-in was not completed. Please try once more.',
  noRole: 'You are who you say, but none of your groups may open these pages. Please ask your administrator.',
  unavailable: 'Sign-in cannot be checked right now. Please try again in a moment.',
  signedOut: 'You are signed out.',
  needed: 'Please sign in to see this page.',
};

export const setupEn = {
  title: 'Make the first administrator',
  lead: 'This link works once. Further people are added on the command line: sekisho user add.',
  name: 'Name',
  nameHint: 'Letters, digits and . _ - @ (up to 64)',
  password: 'Password',
  passwordHint: 'At least 12 characters; a few words are fine',
  again: 'The same password again',
  submit: 'Create and sign in',
  used: 'This link has been used or is too old',
  usedHint: 'Restart Sekisho to get a new one, or sign in when there is an administrator already.',
  badName: 'Please use letters, digits and . _ - @ only, up to 64.',
  short: 'Please take at least 12 characters.',
  long: 'Please take at most 200 characters.',
  differ: 'The two passwords are not the same.',
};

export type SignInWords = typeof signInEn;
export type SetupWords = typeof setupEn;

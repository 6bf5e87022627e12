// The words of an incident. English.

export const incidentEn = {
  title: 'A mail went out wrong',
  link: 'Did it go out wrong?',
  linkHint: 'Who has it, what to report until when, letters to write.',
  lead: 'What is known, prepared for those who have to act. Nothing is sent from here, and looking here is recorded.',
  aware: 'When did you become aware of it?',
  wrongful: 'A wrongful purpose is possible',
  compute: 'Compute',
  deadlines: 'Report to the privacy commission',
  preliminary: 'Preliminary report, within about three to five days',
  final: (days: number) => `Final report, within ${days} days`,
  counted:
    'The day of becoming aware counts as the first. A last day on which the commission is closed moves to the next open one.',
  people: 'Who has it',
  nobody: 'It has reached nobody so far.',
  got: 'got it',
  missed: 'did not get it',
  saw: (n: number) => (n === 1 ? 'saw 1 other address' : `saw ${n} other addresses`),
  shown: 'was visible to the others',
  contents: 'What they saw',
  addresses: (n: number) => `Outside addresses in the header: ${n}`,
  report: 'The nine items of the report',
  reportHint: 'Enforcement Rules of the APPI, art. 8(1). Counted by machine; please check and complete.',
  letters: 'Letters, each to one person alone',
  lettersHint: 'Send each by itself, never with Cc or Bcc. Complete the cause, the measures and whom to ask.',
  command: 'All letters and the report as files:',
};

export type IncidentWords = typeof incidentEn;

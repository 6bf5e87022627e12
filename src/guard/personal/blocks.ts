// The text that personal data is looked for in: cells stay apart by tabs, rows by line ends.

export type TextBlock = {
  /** 'body', or the path of the file. */
  readonly where: string;
  /** Inside the file: `Sheet1`, `page 3`, `notes` …; empty for plain text. */
  readonly section: string;
  /** `body` = written text of the mail itself (signatures and quotes are stripped from it). */
  readonly kind: 'body' | 'document';
  readonly text: string;
};

// The tables that administrators can download, by the titles of their columns. The titles decide which table of a
// product it is.

import { UsageError } from '../explain-error.ts';
import type { Columns } from './csv.ts';

/** https://learn.microsoft.com/exchange/monitoring/trace-an-email-message and https://support.google.com/a/answer/13828463 */
const PRESETS: Readonly<Record<string, readonly Columns[]>> = {
  microsoft365: [
    {
      date: 'origin_timestamp_utc',
      from: 'sender_address',
      recipients: 'recipient_status',
      id: 'message_id',
    },
    { date: 'date_time_utc', from: 'sender_address', recipients: 'recipient_address', id: 'message_id' },
    {
      date: 'Received',
      from: 'SenderAddress',
      recipients: 'RecipientAddress',
      id: 'MessageId',
      status: 'Status',
    },
  ],
  google: [
    {
      date: 'Start date',
      from: 'Sender',
      recipients: 'Recipient address',
      id: 'Message ID',
      status: 'Event status',
    },
    { date: 'Date', from: 'From (Envelope)', recipients: 'To (Envelope)', id: 'Message ID' },
  ],
};

export const PRESET_NAMES = Object.keys(PRESETS);

/** The columns of a product's table with these titles. Throws UsageError when it is none of them. */
export function columnsOfPreset(preset: string, titles: readonly string[]): Columns {
  const known = PRESETS[preset] ?? [];
  const fitting = known.find((columns) => Object.values(columns).every((title) => titles.includes(title)));
  if (fitting !== undefined) return fitting;
  throw new UsageError(
    `--preset ${preset}: the titles are those of no table it knows; name them with --columns (${titles.join(', ')})`,
  );
}

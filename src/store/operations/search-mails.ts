// What a search asks of the columns that stand in the clear, as conditions of a query over mails.

import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { MailSearch } from '../mail-search.ts';
import type { Schema } from '../schema.ts';

export type Where = ExpressionBuilder<Schema, 'mails'>;
type Condition = Expression<SqlBool>;

/** `text` as a part, none of its characters a wildcard. */
const like = (text: string) => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;

function contains(column: Expression<string | null>, text: string): Condition {
  return sql<SqlBool>`${column} like ${like(text)} escape '\\'`;
}

function isTo(where: Where, text: string): Condition {
  return where.exists(
    where
      .selectFrom('recipients')
      .select('n')
      .whereRef('recipients.mail_id', '=', 'mails.id')
      .where((recipient) => contains(recipient.ref('forward_key'), text)),
  );
}

/** Everything of a search but its words and subjects. */
export function searchConditions(where: Where, search: MailSearch): readonly Condition[] {
  const { id = [], from = [], to = [], reasons = [], decisions, hasFile, since, after, before } = search;
  const author = where.fn<string>('lower', ['author']);
  return [
    ...id.map((text) => contains(where.ref('id'), text)),
    ...from.map((text) => where.or([contains(where.ref('reverse_key'), text), contains(author, text)])),
    ...to.map((text) => isTo(where, text)),
    ...reasons.map((checks) => where.or(checks.map((check) => contains(where.ref('reasons'), ` ${check} `)))),
    ...(decisions === undefined ? [] : [where('decision', 'in', [...decisions])]),
    ...(hasFile === undefined ? [] : [where('files', hasFile ? '>' : '=', 0)]),
    ...(since === undefined ? [] : [where('received_at', '>=', since)]),
    ...(after === undefined ? [] : [where('received_at', '>', after)]),
    ...(before === undefined ? [] : [where('received_at', '<', before)]),
  ];
}

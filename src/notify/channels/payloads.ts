// A channel's message as each kind of receiver takes it. Text only: nothing in it is read as markup, mentions nobody and
// unfolds no preview. Pure but for the signature's key.

import { createHmac } from 'node:crypto';
import type { ChannelJob } from '../../store/channel-job.ts';
import type { Channel } from './channel.ts';
import type { ChannelMessage } from './channel-message.ts';

export type Payload = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

/** Slack reads `<`, `>` and `&` as markup (mentions, links) and nothing else once `mrkdwn` is off. */
const slackText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function slackBody({ lines, link, linkLabel }: ChannelMessage): unknown {
  const text = [...lines.map(slackText), `${slackText(linkLabel)}: ${link}`].join('\n');
  return { text, mrkdwn: false, link_names: false, unfurl_links: false, unfurl_media: false };
}

/** A RichTextBlock's text runs, unlike a TextBlock, know no Markdown. */
function teamsBody({ lines, link, linkLabel }: ChannelMessage): unknown {
  const body = lines.map((text, n) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text, ...(n === 0 && { weight: 'Bolder' }) }],
  }));
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body,
    actions: [{ type: 'Action.OpenUrl', title: linkLabel, url: link }],
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
}

function webhookBody({ event, at, mailId, lines, link, counts, addresses }: ChannelMessage): unknown {
  const data = { mailId, link, text: lines.join('\n'), counts, addresses };
  return { type: `mail.${event}`, timestamp: at, data };
}

const BODIES: Readonly<Record<Channel['kind'], (message: ChannelMessage) => unknown>> = {
  slack: slackBody,
  teams: teamsBody,
  webhook: webhookBody,
};

/** The same for every attempt of one job: receivers tell by it what they have had already. */
export function webhookId({ channel, writer, seq }: Pick<ChannelJob, 'channel' | 'writer' | 'seq'>): string {
  return `msg_${Buffer.from(JSON.stringify([channel, writer, seq])).toString('base64url')}`;
}

/** Headers by the Standard Webhooks specification (symmetric signature, `v1`); `at` is the time of the attempt. */
export function signatureHeaders(
  secret: Uint8Array,
  id: string,
  at: Date,
  body: string,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

export function payloadFor(
  { kind, secret }: Pick<Channel, 'kind' | 'secret'>,
  message: ChannelMessage,
  job: ChannelJob,
  at: Date,
): Payload {
  const body = JSON.stringify(BODIES[kind](message));
  const signed = secret === null ? {} : signatureHeaders(secret, webhookId(job), at, body);
  return { body, headers: { 'content-type': 'application/json', ...signed } };
}

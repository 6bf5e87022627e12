// One answer per question. smtp-server sends a reply for every call of a handler's callback, and a second reply
// would be taken for the answer to the client's next mail: a false 250. Wraps the callback of onData.

import { type Reply, replyError } from './reply.ts';

export type DataCallback = (error?: Error | null, text?: string) => void;

/** Returns an answer function that reaches `callback` once; it says whether this call was the one. */
export function replyOnce(callback: DataCallback): (answer: Reply) => boolean {
  let isAnswered = false;
  return (answer) => {
    if (isAnswered) return false;
    isAnswered = true;
    if (answer.code < 300) callback(null, answer.text);
    else callback(replyError(answer));
    return true;
  };
}

// The program of a reader thread. Started by reader.ts only.

import { readMail } from '../message/read-mail.ts';
import { answerReads } from './answer-reads.ts';

answerReads(readMail);

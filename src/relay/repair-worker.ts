// The program of a repair thread: one job, then its end. Started by repair-thread.ts only.

import { parentPort, workerData } from 'node:worker_threads';
import { listFiles } from '../message/rewrite/parts.ts';
import { carryOut, type ThreadJob } from './repair-thread.ts';

const job = workerData as ThreadJob;
parentPort?.postMessage(job.kind === 'parts' ? listFiles(job.octets) : carryOut(job));

// The program of a repair thread: one repair, then its end. Started by repair-thread.ts only.

import { parentPort, workerData } from 'node:worker_threads';
import { carryOut, type RepairJob } from './repair-thread.ts';

parentPort?.postMessage(carryOut(workerData as RepairJob));

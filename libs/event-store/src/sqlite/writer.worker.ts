import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { SqliteFile } from '@redress/sqlite';
import { eventsFile } from './events-file';
import { groupSize } from './group-size';
import { GroupWriter, NotStored } from './group-writer';
import { WriterSteps } from './writer-fault';
import { type CallList, callsOf, type FromWriter, lastMessage, type WaitingCall, type WriterSettings } from './writer-protocol';

const port = parentPort as MessagePort;
const { path, busyTimeout, fault } = workerData as WriterSettings;
const file = new SqliteFile(path, eventsFile, busyTimeout === undefined ? {} : { busyTimeout });
const writer = new GroupWriter(file, new WriterSteps(fault));
const answer = (message: FromWriter): void => port.postMessage(message);

let waiting: WaitingCall[] = [];
let closing = false;

const take = (message: CallList | typeof lastMessage): void => {
  if (message === lastMessage) closing = true;
  else waiting = waiting.length === 0 ? callsOf(message) : waiting.concat(callsOf(message));
};

/** Whatever came while the last group was on its way to the disk joins the next one. */
const takeAllThatCame = (): void => {
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) take(next.message as CallList);
};

const store = (group: WaitingCall[]): void => {
  try {
    answer({ what: 'answered', answers: writer.write(group) });
  } catch (error) {
    if (!(error instanceof NotStored)) throw error;
    answer({ what: 'not-stored', calls: group.length, reason: error.reason, message: error.message });
  }
};

port.on('message', (message: CallList | typeof lastMessage) => {
  take(message);
  for (takeAllThatCame(); waiting.length > 0; takeAllThatCame()) store(waiting.splice(0, groupSize(waiting)));
  if (!closing) return;
  file.close();
  port.close();
});
answer({ what: 'ready' });

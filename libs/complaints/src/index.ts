export type {
  ComplaintEvent,
  ComplaintEventType,
  DataOf,
  EventOf,
  FirstSource,
  Source,
  Bounds,
  Complainant,
} from './domain/complaint.events';
export type { CommandOf, ComplaintCommand, ComplaintCommandType } from './domain/complaint.commands';
export { correctable, isCorrectable, isPersonalPath, valueAt, withValueAt } from './domain/complaint.corrections';
export { clauseOf, lifecycle, nextStatus, type Status, statuses, type Step } from './domain/complaint.lifecycle';
export { checkDigit, isComplaintNumber, readNumber, writtenNumber } from './domain/complaint.number';
export { commandGrants } from './domain/complaint.roles';
export { type Complaint, nothingYet } from './domain/complaint.state';
export { complaintDecider } from './domain/complaint.decider';
export * from './domain/complaint.words';
export { Lookups } from './application/lookups';
export { numberOf } from './application/number-of';
export { type ClocksAsOf, clocksAfter, readClocks, UnreadableComplaint } from './application/read-clocks';
export { type AsOf, replay, type ReplayStep } from './application/replay';
export { businessTime, happenedBy, isBackdated } from './domain/complaint.times';
export { momentsAfter, tellsClocks } from './complaint-moments';
export { complaintCategory, complaintStream } from './complaint-stream';
export { Complaints, type HandledComplaint } from './complaints';
export { complaintCodec } from './storage/complaint.codec';
export { Workload } from './workload';
export { type DueComplaint, DueIndex, type DuePage } from './due-index';
export { type ActingClock, type ActingOptions, ProcessManager, type Worked } from './process-manager';
export { lifecyclePage } from './lifecycle-page';

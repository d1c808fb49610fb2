/**
 * Every question to the read models: its message and its handler; one file each. A door of its own, `@redress/read-models/queries`: whoever
 * asks by none of them loads no framework.
 */
import { AskStatisticsHandler } from './ask-statistics';
import { FindCaseHandler } from './find-case';
import { ListComplaintsHandler } from './list-complaints';
import { ListNotesHandler } from './list-notes';
import { ListStaffHandler } from './list-staff';
import { OpenQueueHandler } from './open-queue';
import { SearchAuditTrailHandler } from './search-audit-trail';

export { AskStatistics, AskStatisticsHandler, type PositionedAnswer } from './ask-statistics';
export { FindCase, FindCaseHandler, type FoundCase } from './find-case';
export { type ComplaintFilter, type ComplaintLine, ListComplaints, ListComplaintsHandler } from './list-complaints';
export { ListNotes, ListNotesHandler, type NoteLine } from './list-notes';
export { ListStaff, ListStaffHandler } from './list-staff';
export {
  type Line,
  lineOf,
  OpenQueue,
  OpenQueueHandler,
  type QueueFilter,
  type QueueLine,
  type QueueName,
  queueNames,
  queues,
} from './open-queue';
export { type AuditFilter, SearchAuditTrail, SearchAuditTrailHandler } from './search-audit-trail';

export const queryHandlers = [
  AskStatisticsHandler,
  FindCaseHandler,
  ListComplaintsHandler,
  ListNotesHandler,
  ListStaffHandler,
  OpenQueueHandler,
  SearchAuditTrailHandler,
];

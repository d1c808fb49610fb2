export { auditTrail } from './audit-trail/audit-trail';
export { type Audited, auditedAfter, auditedAtReceipt } from './audit-trail/audited';
export type { Change, ClearValue } from './audit-trail/changes';
export { type AuditRow, describe } from './audit-trail/describe';
export { type Case, caseFile, type Fact, type Facts, type Latest, mostHeld, type RemedyStanding } from './case';
export type { CaseRow } from './case-rows';
export { type ComplaintProjection, NotReceived, type ReadVersions } from './complaint-projection';
export { neverDue, queue, type QueueEntry, queueOrder } from './queue';
export * from './queries/queries';
export { NotJoined, staff, type StaffEntry } from './staff';
export { type Owner, type Standing, standingAfter, standingAtReceipt } from './standing';
export {
  ask,
  type Group,
  type MetricAnswer,
  type Question,
  type StatisticsAnswer,
  type SumQuestion,
  type SumSource,
  UnknownStatistic,
} from './statistics/ask';
export type { Counted } from './statistics/counted';
export { type Dimension, dimensions } from './statistics/life';
export { type Basis, measure, type Measurement, measurements } from './statistics/measurements';
export type { Amount, Answer, Metric, Percentiles } from './statistics/metric';
export { metrics } from './statistics/metrics';
export { metricsPage } from './statistics/metrics-page';
export { statistics } from './statistics/statistics';

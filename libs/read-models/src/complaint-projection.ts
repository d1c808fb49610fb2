import type { ComplaintEvent, ComplaintEventType } from '@redress/complaints';
import type { ClockVersions } from '@redress/deadlines';
import type { Day, Instant, StoredEvent } from '@redress/kernel';
import type { Projection } from '@redress/projections';

/** An event of a complaint as it is stored: personal parts are sealed strings. */
export type Stored = StoredEvent<ComplaintEvent>;
/** Every event but the first. */
export type Later = Exclude<Stored, { type: 'ComplaintReceived' }>;
export type StoredOf<T extends ComplaintEventType> = Extract<Stored, { type: T }>;
export type StoredData<T extends ComplaintEventType> = StoredOf<T>['data'];

/** What folds may ask: immutable versions of policies and calendars, and the day an instant falls on in the register's zone. */
export interface ReadVersions extends ClockVersions {
  dayOf(instant: Instant): Day;
}

/** A read model over the streams of complaints. */
export type ComplaintProjection<Doc extends object, Row extends object = never> = Projection<ComplaintEvent, Doc, Row, ReadVersions>;

/** A stream that does not begin with its receipt: the log was cut or changed, so the fold fails and the stream parks. */
export class NotReceived extends Error {
  override readonly name = 'NotReceived';
  constructor(type: ComplaintEventType, stream: string) {
    super(`${type} comes before ComplaintReceived in ${stream}; verify the log.`);
  }
}

import type { Clear, Code, DomainEvent, Instant, Pin } from '@redress/kernel';
import type { ComplaintEventType } from '../complaint.event-types';
import type { Clock, PinReason } from '../complaint.words';
import type { Bounds, ComplaintNumber, Correctable, MayBeLate, Source } from './parts';

/** What is said about the record itself. */
export type RecordEvent =
  | DomainEvent<'LinkedToDuplicate', { at: Instant; of: ComplaintNumber; personal?: MayBeLate }>
  /** `cause` is the id of a common cause that others of the same kind are linked to as well. */
  | DomainEvent<'LinkedToCause', { at: Instant; cause: Code; personal?: MayBeLate }>
  | DomainEvent<'NoteAdded', { at: Instant; personal: MayBeLate & { text: string } }>
  | DomainEvent<'TimelinessReported', { at: Instant | null; bounds: Bounds | null; clock: Clock; met: boolean; source: Source | null }>
  | DomainEvent<
      'CorrectionRecorded',
      {
        at: Instant;
        /** Which event is corrected, of which type, and where in its data. */
        revision: number;
        of: ComplaintEventType;
        path: Clear<'path'>;
        /** Of a clear path; left out of a personal one. */
        from?: Correctable;
        to?: Correctable;
        /** The whole corrected part, sealed with type and schema of the corrected event, so that a fold replaces one string by another. */
        corrected?: object;
        source: Source | null;
        personal?: MayBeLate & { reason: string };
      }
    >
  | DomainEvent<'PolicyPinned', { at: Instant; policy: Pin; calendar: Pin; reason: PinReason }>;

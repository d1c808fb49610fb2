import type { ComplaintEventType } from './complaint.event-types';
import type { ClockEvent } from './events/clock.events';
import type { DecisionEvent } from './events/decision.events';
import type { EndingEvent } from './events/ending.events';
import type { InvestigationEvent } from './events/investigation.events';
import type { ReceiptEvent } from './events/receipt.events';
import type { RecordEvent } from './events/record.events';
import type { RemedyEvent } from './events/remedy.events';

export type { ComplaintEventType } from './complaint.event-types';
export type { Bounds, Column, Complainant, ComplaintNumber, Correctable, Document, FirstSource, Source } from './events/parts';

/**
 * The facts of one complaint (ISO 10002, clause "Operation of complaints-handling process"). Type names and payloads ARE the storage
 * format: never rename or repurpose one; to change a shape, add an upcaster. `at` is business time, null where a register does not
 * publish it; when an event was recorded is in its metadata. `brief` and `personal` are stored sealed; everything beside them is clear
 * for ever, which a type test enforces: a field that holds text and is not of a clear type does not pass.
 */
export type ComplaintEvent = ReceiptEvent | InvestigationEvent | RemedyEvent | DecisionEvent | EndingEvent | RecordEvent | ClockEvent;

export type EventOf<T extends ComplaintEventType> = Extract<ComplaintEvent, { type: T }>;
export type DataOf<T extends ComplaintEventType> = EventOf<T>['data'];

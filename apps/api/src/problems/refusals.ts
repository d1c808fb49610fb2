import { NotAllowed } from '@redress/access';
import { Busy, KeyReused, OutcomeUnknown, Stale, StoreUnavailable, StreamTampered, TooLarge, UnknownEvent } from '@redress/event-store';
import { RuleViolation } from '@redress/kernel';
import { BadCursor, CollectionGone, DocumentsUnavailable } from '@redress/projections';
import { KeyDestroyed, KeysUnavailable } from '@redress/sealing';
import { type Fault, type Refusal, RequestRefused } from './problem';

type ErrorClass<E> = abstract new (...given: never[]) => E;
interface Row {
  readonly of: ErrorClass<Error>;
  readonly refusal: (error: never) => Refusal;
}
const row = <E extends Error>(of: ErrorClass<E>, refusal: (error: E) => Refusal): Row => ({ of, refusal });

const fault = (code: string, detail: string, params: Fault['params'] = {}): Fault => ({ code, detail, params });
const soon = { 'retry-after': '1' };
const later = { 'retry-after': '5' };

/** From what the engine throws to what the client is told: the one table. What stands in none of its rows is our fault and answers 500. */
const table: readonly Row[] = [
  row(RequestRefused, (refusal) => refusal),
  row(RuleViolation, (violation) => ({ status: statusOfRules(violation), faults: faultsOfRules(violation) })),
  row(NotAllowed, ({ code, message }) => ({ status: 403, faults: [fault(code, message)] })),
  row(KeyReused, ({ message }) => ({ status: 422, faults: [fault('idempotency-key.reused', message)] })),
  row(Stale, (stale) => (stale.current < 0 ? absent(stale) : staleRevision(stale))),
  row(KeyDestroyed, () => ({
    status: 409,
    faults: [fault('complaint.erased', 'Its personal data was erased; nothing personal can be added to it.')],
  })),
  row(StreamTampered, () => ({
    status: 409,
    faults: [
      fault('complaint.tampered', 'Something was taken out of its record; nothing can be added. Tell an auditor: redress verify names it.'),
    ],
  })),
  row(TooLarge, ({ message }) => ({ status: 413, faults: [fault('body.too-large', message)] })),
  row(Busy, ({ message }) => ({ status: 503, faults: [fault('complaint.busy', message)], headers: soon })),
  row(StoreUnavailable, ({ reason }) => unavailable('store', reason)),
  row(KeysUnavailable, ({ reason }) => unavailable('key-store', reason)),
  row(BadCursor, ({ message }) => ({ status: 400, faults: [fault('cursor.unknown', message)] })),
  row(CollectionGone, () => ({
    status: 503,
    faults: [fault('read-model.missing', 'The read model is being built; ask again in a few seconds.')],
    headers: later,
  })),
  row(DocumentsUnavailable, () => ({
    status: 503,
    faults: [fault('read-model.unavailable', 'The read models cannot be asked now; try again in a few seconds.')],
    headers: later,
  })),
  row(OutcomeUnknown, () => ({
    status: 503,
    faults: [fault('store.outcome-unknown', 'It may or may not have been stored; send it again with the same Idempotency-Key.')],
    headers: soon,
  })),
  row(UnknownEvent, () => ({
    status: 503,
    faults: [fault('build.too-old', 'A newer version of Redress wrote to this complaint; tell the operator to install it here too.')],
    headers: later,
  })),
];

/** What to answer, or null for an error that no row knows. */
export const refusalOf = (error: unknown): Refusal | null => {
  const found = table.find(({ of }) => error instanceof of);
  return found ? found.refusal(error as never) : null;
};

const statusOfRules = (violation: RuleViolation): number => {
  if (violation.code === 'complaint.unknown' || violation.code === 'staff.unknown') return 404;
  return violation.isForRole ? 403 : 409;
};

const faultsOfRules = ({ broken: [first, ...rest] }: RuleViolation): Refusal['faults'] => {
  const told = ({ code, detail }: RuleViolation['broken'][number]): Fault => fault(code, detail);
  return [told(first), ...rest.map(told)];
};

const absent = ({ stream }: Stale): Refusal =>
  stream.startsWith('staff-')
    ? { status: 404, faults: [fault('staff.unknown', 'There is nobody with this staff id; check it.')] }
    : { status: 404, faults: [fault('complaint.unknown', 'There is no complaint of this number; check it.')] };

const staleRevision = ({ message, current, changedBy }: Stale): Refusal => ({
  status: 412,
  faults: [fault('revision.stale', message, { revision: current, changedBy })],
});

const unavailable = (what: 'store' | 'key-store', reason: StoreUnavailable['reason']): Refusal =>
  reason === 'full'
    ? { status: 507, faults: [fault(`${what}.full`, 'The disk is full and nothing was stored; tell the operator.')], headers: later }
    : { status: 503, faults: [fault(`${what}.unavailable`, 'Nothing was stored; try again in a few seconds.')], headers: later };

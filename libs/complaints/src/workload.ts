import type { StaffId } from '@redress/kernel';

/** How much a person has to do, as whoever reads the record knows it: a warning beside an assignment, so that it may be late. */
export abstract class Workload {
  /** Open complaints of the handler; null where nobody knows. */
  abstract openOf(handler: StaffId): Promise<number | null>;
}

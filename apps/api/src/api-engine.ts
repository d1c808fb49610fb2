import type { ApiKeys } from '@redress/access';
import type { Complaints } from '@redress/complaints';
import type { Instant } from '@redress/kernel';
import type { Staff } from '@redress/staff';

/** Something that must work for the API to be ready; `check` throws where it does not. */
export interface Readiness {
  readonly name: string;
  readonly check: () => Promise<unknown>;
}

/** What the API needs of the engine behind it. */
export interface ApiEngine {
  readonly clock: { now(): Instant };
  readonly complaints: Complaints;
  readonly staff: Staff;
  readonly apiKeys: ApiKeys;
  readonly readiness: readonly Readiness[];
}

/** The Nest token under which it is found. */
export const API_ENGINE = Symbol('the engine behind the API');

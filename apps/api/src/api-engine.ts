import type { AccessLog, ApiKeys } from '@redress/access';
import type { Complaints, Lookups } from '@redress/complaints';
import type { Adoptions, Versions } from '@redress/deadlines';
import type { EventStore } from '@redress/event-store';
import type { Instant } from '@redress/kernel';
import type { Readiness } from '@redress/platform';
import type { Projectors } from '@redress/projections';
import type { ReadModels } from '@redress/read-models';
import type { Sealer } from '@redress/sealing';
import type { Staff } from '@redress/staff';

/** What the API needs of the engine behind it. */
export interface ApiEngine {
  readonly clock: { now(): Instant };
  readonly complaints: Complaints;
  readonly staff: Staff;
  readonly apiKeys: ApiKeys;
  readonly events: EventStore;
  readonly versions: Versions;
  readonly adoptions: Adoptions;
  readonly sealer: Sealer;
  readonly lookups: Lookups;
  readonly accessLog: AccessLog;
  readonly readModels: ReadModels;
  readonly projectors: Projectors;
  readonly readiness: readonly Readiness[];
  /** Is told what failed; `check` throws while there is no room for what the stores may have to write. */
  readonly diskSpace: { note(error: unknown): void; check(): Promise<void> };
}

/** All that must be up for it to take requests. */
export const needsOf = ({ readiness, diskSpace }: ApiEngine): readonly Readiness[] => [
  ...readiness,
  { name: 'space', check: () => diskSpace.check() },
];

/** Its clock as a number that can be reckoned with. */
export const millisecondsOf = (clock: ApiEngine['clock']) => (): number => Date.parse(clock.now());

/** The Nest token under which it is found. */
export const API_ENGINE = Symbol('the engine behind the API');

import { EventCodec } from '@redress/event-store';
import type { PolicyEvent } from '../domain/policy';

/** Exhaustive by construction: a new event type does not compile until it is listed here. */
export const policyCodec = new EventCodec<PolicyEvent>({ PolicyAdopted: [], CalendarAdopted: [], VersionListed: [] });

import type { Code, Sha256 } from './clear';
import type { Instant } from './instant';
import type { Actor } from './roles';

/** What was decided. Personal data, if any, is open in `data.brief` (what lists show) and `data.personal` (the rest). */
export type DomainEvent<T extends string = string, D extends object = object> = Readonly<{ type: T; data: Readonly<D> }>;

/** `s1:<type>:<schema>:<brief|personal>:<base64url>`; only the edge opens it. */
export type Sealed = string & { readonly __sealed?: never };

/** The parts of an event's data that are sealed before they are stored; `corrected` is a whole `brief` or `personal` of another event. */
export type SealedPart = 'brief' | 'personal' | 'corrected';

/** What is stored, folded and shown: the same event with its personal parts sealed. */
export type StoredEvent<E extends DomainEvent> =
  E extends DomainEvent<infer T, infer D>
    ? DomainEvent<T, { readonly [K in keyof D]: K extends SealedPart ? Sealed | Extract<D[K], undefined> : D[K] }>
    : never;

/** What a decision may know beside command and state. `facts` are answers about sealed text or other streams; `recordedAt` is the one the events will carry. */
export interface Known<Facts> {
  readonly recordedAt: Instant;
  readonly actor: Actor;
  readonly facts: Facts;
}

/** The whole of a business process: no clock, no I/O, no framework. `decide` refuses with RuleViolation; "already so" answers []. */
export interface Decider<State, Command, Event extends DomainEvent, Facts = object> {
  readonly initial: State;
  readonly decide: (command: Command, state: State, known: Known<Facts>) => readonly Event[];
  readonly evolve: (state: State, event: StoredEvent<Event>) => State;
}

/** An immutable version of a policy or a calendar, addressed by the SHA-256 of its text. */
export interface Pin {
  readonly id: Code;
  readonly version: number;
  readonly sha256: Sha256;
}

/** Integer of the currency's minor unit (ISO 4217): 49.90 AZN is 4990. */
export interface Money {
  readonly minor: number;
  readonly currency: Code;
}

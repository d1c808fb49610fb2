import { isInstant } from '@redress/kernel';
import { isPersonalPath } from './complaint.corrections';
import type { ComplaintEventType } from './complaint.events';
import { causeDomains, causes, channels, outcomes, scores } from './complaint.words';

type Accepts = (value: unknown) => boolean;

const oneOf =
  (values: readonly unknown[]): Accepts =>
  (value) =>
    values.includes(value);
const text =
  (most: number): Accepts =>
  (value) =>
    typeof value === 'string' && value.length > 0 && value.length <= most;
const orNull =
  (accepts: Accepts): Accepts =>
  (value) =>
    value === null || accepts(value);
const instant: Accepts = (value) => typeof value === 'string' && isInstant(value);
const money: Accepts = (value) =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 2 &&
  Number.isSafeInteger((value as { minor?: unknown }).minor) &&
  (value as { minor: number }).minor >= 0 &&
  /^[A-Z]{3}$/.test(String((value as { currency?: unknown }).currency));

/** What a clear field may hold after a correction, by the last step of its path; a code field takes up to 120 characters. */
const clearValues: Readonly<Record<string, Accepts>> = {
  at: instant,
  receivedAt: instant,
  occurredFrom: orNull(instant),
  occurredTo: orNull(instant),
  channel: oneOf(channels),
  preferredChannel: orNull(oneOf(channels)),
  loss: orNull(money),
  paid: orNull(money),
  amount: orNull(money),
  complainantEstimate: orNull(money),
  organisationEstimate: orNull(money),
  repeat: oneOf([true, false, null]),
  score: oneOf([1, 2, 3, 4, 5, null]),
  cause: oneOf(causes),
  causeDomain: oneOf(causeDomains),
  outcome: oneOf(outcomes),
};
const code = orNull(text(120));
const personal = text(40_000);
/** The texts without which a complaint is none; of what we wrote ourselves every text is needed, for rules and proofs rest on it. */
const needed: readonly string[] = ['brief.summary', 'personal.complainant.name', 'personal.description'];
const mayBeTakenAway = (of: ComplaintEventType, path: string): boolean => of === 'ComplaintReceived' && !needed.includes(path);

/** May the value stand at the path of such an event? */
export const acceptsValue = (of: ComplaintEventType, path: string, value: unknown): boolean => {
  if (of === 'SatisfactionRecorded' && path === 'score') return oneOf(scores)(value);
  if (isPersonalPath(path)) return value === null ? mayBeTakenAway(of, path) : personal(value);
  return (Object.hasOwn(clearValues, path) ? clearValues[path]! : code)(value);
};

import { randomBytes } from 'node:crypto';
import { Command } from '@nestjs/cqrs';
import type { Asking } from '@redress/event-store';
import type { Instant } from '@redress/kernel';
import { contentHash } from '@redress/sealing';
import type { HandledComplaint } from '../complaints';
import type { Letter } from '../domain/complaint.commands';
import { Moment, Text } from './fields';

/** What every body may say about time. */
export class TimedBody {
  @Moment() readonly at?: string;
  @Text(2000, {
    required: false,
    description: 'Why it is recorded so late, where it lies further back than the policy allows; stored sealed.',
  })
  readonly backdating?: string;
}

/** A command on one complaint as it comes from the edge: the body is what the client sent, after validation. */
export class ComplaintRequest<Body extends object> extends Command<HandledComplaint> {
  constructor(
    readonly number: string,
    readonly body: Body,
    readonly asking: Asking,
  ) {
    super();
  }
}

/** RFC 3339 with any offset, as the one stored form. */
export const instantOf = (moment: string): Instant => new Date(moment).toISOString();

/** The body as a command: its own time in the stored form, now where it names none. */
export const timed = <B extends TimedBody>(body: B, { now }: Asking): B & { readonly at: Instant } => ({
  ...body,
  at: body.at === undefined ? now : instantOf(body.at),
});

/** Salt and hash are made once, here, and stay the same on every pass of the decision. */
export const letterOf = (text: string): Letter => {
  const salt = randomBytes(16);
  return { text, salt: salt.toString('hex'), hash: contentHash(salt, text) };
};

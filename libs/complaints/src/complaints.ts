import { type Asking, commandIdOf, type EventStore, type Handled, type History, OutcomeUnknown, StreamDecider } from '@redress/event-store';
import { type Versions } from '@redress/deadlines';
import { type Actor, type Instant, RuleViolation, uuidOf } from '@redress/kernel';
import { type KeyStore, KeysUnavailable, Sealer } from '@redress/sealing';
import { type Staff } from '@redress/staff';
import { complaintStream } from './complaint-stream';
import { complaintFacts } from './application/complaint-facts';
import { Lookups } from './application/lookups';
import { numbersToTry } from './application/number-of';
import type { CommandOf, ComplaintCommand } from './domain/complaint.commands';
import { complaintDecider } from './domain/complaint.decider';
import type { ComplaintEvent } from './domain/complaint.events';
import type { ComplaintFacts, OwedAct } from './domain/complaint.facts';
import type { Complaint } from './domain/complaint.state';
import { type Workload } from './workload';
import { complaintCodec } from './storage/complaint.codec';

/** Who acts when nobody asked. */
const processManager: Actor = { id: 'process-manager', role: 'system' };

export type Receiving = Omit<CommandOf<'ReceiveComplaint'>, 'type' | 'number'>;
type Later = Exclude<ComplaintCommand, { type: 'ReceiveComplaint' | 'ActOnTime' }>;
export type HandledComplaint = Handled<Complaint> & { readonly number: string };

/** Every command on a complaint comes through here; errors as StreamDecider throws them. `body` is what the client sent. */
export class Complaints {
  private readonly streams: StreamDecider<Complaint, ComplaintCommand, ComplaintEvent, ComplaintFacts>;
  private readonly lookups: Lookups;

  constructor(store: EventStore, keys: KeyStore, staff: Staff, versions: Versions, workload?: Workload) {
    const sealer = new Sealer(keys);
    this.streams = new StreamDecider(
      store,
      keys,
      sealer,
      complaintCodec,
      complaintDecider,
      complaintFacts({ store, sealer, staff, versions, workload }),
    );
    this.lookups = new Lookups(keys);
  }

  /** Under the first number that is free or already mine. */
  async receive(receiving: Receiving, body: object, asking: Asking): Promise<HandledComplaint> {
    const { actor, now, key } = asking;
    const asked = { number: '', body, actor, now, commandId: commandIdOf(asking) };
    for (const number of numbersToTry(actor.id, key)) {
      const command: ComplaintCommand = { type: 'ReceiveComplaint', number, ...receiving };
      const handled = await this.streams.handle(complaintStream(number), { ...asked, command }).catch(unlessTaken);
      if (!handled) continue;
      await afterAppend(this.lookups.add(complaintStream(number), receiving));
      return { number, ...handled };
    }
    throw new Error('Numbers never end.');
  }

  async handle(number: string, command: Later, body: object, asking: Asking): Promise<HandledComplaint> {
    const { actor, now, ifMatch } = asking;
    const stream = complaintStream(number);
    const handled = await this.streams.handle(stream, { command, number, body, actor, now, ifMatch, commandId: commandIdOf(asking) });
    if (command.type === 'CorrectComplaint') await afterAppend(this.lookups.addCorrected(stream, command));
    return { number, ...handled };
  }

  /**
   * What time brings. The id of the command is UUIDv5 of the stream, the clock, the instant at which it is owed and the action, so that no
   * act is done twice; one that is owed no more is left.
   */
  async act(number: string, owed: OwedAct, now: Instant): Promise<HandledComplaint> {
    const { action, of, clock, owedAt, level } = owed;
    const stream = complaintStream(number);
    const commandId = uuidOf('redress-act-1', stream, clock ?? of, owedAt, level === null ? action : `${action} ${level}`);
    const command: ComplaintCommand = { type: 'ActOnTime', at: now, owed };
    const body = { action, of, clock, owedAt, level };
    return { number, ...(await this.streams.handle(stream, { command, number, body, commandId, actor: processManager, now })) };
  }

  /** The stream as it stands. */
  history(number: string): Promise<History<Complaint, ComplaintEvent>> {
    return this.streams.history(complaintStream(number));
  }
}

/**
 * The events are stored and cannot be taken back, so nobody may be told that nothing was; who sends the command again gets its answer, and
 * the look-ups are written then.
 */
const afterAppend = async (written: Promise<void>): Promise<void> => {
  try {
    await written;
  } catch (error) {
    if (!(error instanceof KeysUnavailable)) throw error;
    throw new OutcomeUnknown('It is stored, but cannot be found by e-mail, phone or order number yet; send it again.', { cause: error });
  }
};

const unlessTaken = (error: unknown): null => {
  if (error instanceof RuleViolation && error.has('complaint.number-taken')) return null;
  throw error;
};

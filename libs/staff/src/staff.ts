import { type Asking, commandIdOf, type EventStore, type Handled, StreamDecider } from '@redress/event-store';
import { type StaffId, uuidOf } from '@redress/kernel';
import { type KeyStore, Sealer } from '@redress/sealing';
import { randomUUID } from 'node:crypto';
import { type StaffCommand, staffDecider, type StaffMember, staffStream } from './domain/staff';
import { staffCodec } from './storage/staff.codec';

type Adding = Omit<Extract<StaffCommand, { type: 'AddStaffMember' }>, 'type' | 'id'>;

/** Every command on a person comes through here; errors as StreamDecider throws them. */
export class Staff {
  private readonly streams: StreamDecider<StaffMember, StaffCommand, Parameters<typeof staffCodec.seal>[0], object>;

  constructor(store: EventStore, keys: KeyStore) {
    this.streams = new StreamDecider(store, keys, new Sealer(keys), staffCodec, staffDecider, async () => ({}));
  }

  /** The id is opaque: UUIDv5 of who asked under which key, random without one. */
  async add(member: Adding, asking: Asking, body: object = member): Promise<Handled<StaffMember> & { readonly id: StaffId }> {
    const { actor, now, key } = asking;
    const id = key === undefined ? randomUUID() : uuidOf('redress-staff-1', actor.id, key);
    const command: StaffCommand = { type: 'AddStaffMember', id, ...member };
    const handled = await this.streams.handle(staffStream(id), { command, number: '', body, commandId: commandIdOf(asking), actor, now });
    return { ...handled, id };
  }

  handle(
    id: StaffId,
    command: Exclude<StaffCommand, { type: 'AddStaffMember' }>,
    asking: Asking,
    body: object = command,
  ): Promise<Handled<StaffMember>> {
    const { actor, now, ifMatch } = asking;
    return this.streams.handle(staffStream(id), { command, number: id, body, commandId: commandIdOf(asking), actor, now, ifMatch });
  }

  /** The person as the stream says now. */
  async find(id: StaffId): Promise<StaffMember> {
    return (await this.streams.history(staffStream(id))).state;
  }
}

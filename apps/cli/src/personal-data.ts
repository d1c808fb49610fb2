import { may } from '@redress/access';
import { complaintCodec } from '@redress/complaints';
import type { Actor, Sealed } from '@redress/kernel';
import type { Engine } from '@redress/platform';

/**
 * Opens sealed parts for one answer, for roles that may, after the reading was recorded; otherwise everything stays sealed.
 */
export class PersonalData {
  private constructor(
    private readonly engine: Engine,
    private readonly mayOpen: boolean,
    /** What a person at a terminal should know about it. */
    readonly note: string,
  ) {}

  static async forAnswer(engine: Engine, actor: Actor, numbers: readonly string[], operation: string): Promise<PersonalData> {
    if (may(actor.role, 'ReadPersonalData') !== 'yes') return new PersonalData(engine, false, '; personal data stays sealed for this role');
    try {
      await engine.accessLog.record(actor, numbers, operation, engine.clock.now());
      return new PersonalData(engine, true, '');
    } catch {
      return new PersonalData(engine, false, '; personal data stays sealed because the reading could not be recorded');
    }
  }

  /** The data with its sealed parts opened; 'sealed' stands where a key was destroyed. */
  async opened(stream: string, data: object): Promise<object> {
    if (!this.mayOpen) return data;
    const open: Record<string, unknown> = { ...data };
    for (const part of ['brief', 'personal', 'corrected']) {
      if (typeof open[part] === 'string') open[part] = await complaintCodec.open(this.engine.sealer, stream, open[part]);
    }
    return open;
  }

  async text(stream: string, sealed: Sealed | null, field: string): Promise<string | null> {
    if (!this.mayOpen || sealed === null) return null;
    const opened = await complaintCodec.open(this.engine.sealer, stream, sealed);
    return opened === 'sealed' ? null : ((opened as Record<string, string>)[field] ?? null);
  }
}

import { type AsOf, businessTime, clocksAfter, readNumber, replay, type ReplayStep, writtenNumber } from '@redress/complaints';
import { owns } from '@redress/access';
import { sentencesOf } from '@redress/deadlines';
import { hashedParts, linksOf } from '@redress/event-store';
import { isInstant } from '@redress/kernel';
import { type Audited, auditedAfter, auditedAtReceipt, describe } from '@redress/read-models';
import { exitCodes, type ExitCode, Refused } from '../exit';
import { PersonalData } from '../personal-data';
import type { WithEngine } from '../verb';

export interface ReplayOptions {
  readonly number: string;
  readonly asOf?: string;
  readonly by: 'recorded' | 'happened';
  readonly raw: boolean;
}

/** A complaint event by event, from the stored texts, with the state after each and whether the chain holds, and every clock as it stood at the last. */
export const replayVerb = async (setting: WithEngine, options: ReplayOptions): Promise<ExitCode> => {
  const { engine, terminal, actor, grant } = setting;
  const number = numberFrom(options.number);
  const steps: ReplayStep[] = [];
  for await (const step of replay(engine.events, number, asOfFrom(options))) steps.push(step);
  if (steps.length === 0)
    throw new Refused(`There is no complaint ${writtenNumber(number)}${options.asOf ? ' as of then' : ''}; check the number.`);
  if (grant === 'own' && !owns(actor.id, ownership(steps)))
    throw new Refused('You may replay complaints that you handle or received; ask a supervisor or an auditor.');
  if (options.raw) return raw(setting, steps);
  const personal = await PersonalData.forAnswer(engine, actor, [number], 'replay');
  const narrator = new Narrator(setting);
  for (const step of steps) {
    const data = step.event === null ? null : await personal.opened(step.recorded.stream, step.event.data);
    if (terminal.json) terminal.value(asJson(step, data));
    else narrator.tell(step, data);
  }
  const last = steps.at(-1)!;
  const chain = steps.every((step) => step.chain === 'ok') ? 'ok' : 'broken';
  const stood = await clocksAfter(engine, steps, asOfFrom(options));
  const summary = { number, state: last.state.status, events: steps.length, chain, clocks: stood?.clocks ?? null };
  if (terminal.json) terminal.value({ summary });
  else {
    // How each stood; how it stands now, and every stretch of it, is told by `redress clocks`.
    if (stood && stood.clocks.length > 0) terminal.line(`Clocks as of ${stood.asOf}`);
    for (const clock of stood?.clocks ?? [])
      sentencesOf(clock)
        .slice(0, 2)
        .forEach((line) => terminal.line(line));
    terminal.line(`${writtenNumber(number)}: ${summary.state}, ${summary.events} events, chain ${chain}${personal.note}`);
  }
  return chain === 'ok' ? exitCodes.done : exitCodes.no;
};

export const numberFrom = (written: string): string => {
  const number = readNumber(written);
  if (number === null)
    throw new Refused(
      'This is no complaint number: twelve digits, the last of them a check digit. Compare it with the letter.',
      exitCodes.usage,
    );
  return number;
};

export const asOfFrom = ({ asOf, by }: Pick<ReplayOptions, 'asOf' | 'by'>): AsOf => {
  if (asOf === undefined) return null;
  if (/^\d+$/.test(asOf)) return { position: asOf };
  const moment = new Date(asOf);
  if (Number.isNaN(moment.getTime()))
    throw new Refused('--as-of takes a position or an instant such as 2026-05-01T09:30:00Z.', exitCodes.usage);
  const instant = moment.toISOString();
  if (!isInstant(instant)) throw new Refused('--as-of takes an instant between the years 0000 and 9999.', exitCodes.usage);
  return { instant, by };
};

const ownership = (steps: readonly ReplayStep[]) => ({
  handler: steps.at(-1)!.state.handler,
  receivedBy: steps[0]!.metadata?.actor.id ?? null,
});

const asJson = ({ recorded, event, metadata, state, chain, problems }: ReplayStep, data: object | null) => ({
  revision: recorded.revision,
  type: recorded.type,
  schema: metadata?.schema ?? null,
  at: event && businessTime(event),
  recordedAt: metadata?.recordedAt ?? null,
  actor: metadata?.actor ?? null,
  data,
  state,
  hash: linksOf(recorded)?.hash ?? null,
  chain,
  ...(problems.length > 0 && { problems }),
});

/** For people: what happened in a sentence, what it changed, when, by whom, and which clause it serves. */
class Narrator {
  private before: Audited | null = null;

  constructor(private readonly setting: WithEngine) {}

  tell({ recorded, event, metadata, state, chain, problems }: ReplayStep, data: object | null): void {
    const { terminal, engine } = this.setting;
    const revision = String(recorded.revision).padStart(3);
    if (event === null || metadata === null) {
      terminal.line(`${revision}  ${recorded.type}: its text cannot be read`);
    } else {
      const about = { ...recorded, recordedAt: metadata.recordedAt, actor: metadata.actor };
      const after =
        event.type === 'ComplaintReceived'
          ? auditedAtReceipt(null, event, about, engine.versions)
          : auditedAfter(this.before, event, about, engine.versions);
      const { sentence, changes, at, clause, backdated } = describe(this.before, event, about, after, engine.versions);
      this.before = after;
      terminal.line(`${revision}  ${recorded.type} → ${state.status}`);
      terminal.line(`     ${sentence}`);
      for (const { what, before, after: now } of changes) terminal.line(`     ${what}: ${shown(before)} → ${shown(now)}`);
      terminal.line(
        `     happened ${at ?? 'at a time nobody states'}${backdated ? ' (backdated)' : ''}, recorded ${metadata.recordedAt} by ${metadata.actor.id} (${metadata.actor.role})`,
      );
      terminal.line(`     serves "${clause}"`);
      for (const part of ['brief', 'personal', 'corrected'] as const) {
        const value = (data as Record<string, unknown> | null)?.[part];
        if (value !== undefined) terminal.line(`     ${part} ${typeof value === 'string' ? short(value) : JSON.stringify(value)}`);
      }
    }
    terminal.line(`     chain ${chain}${problems.map((problem) => ` — ${problem}`).join('')}`);
  }
}

const shown = (value: unknown): string =>
  value === null || value === undefined ? '-' : typeof value === 'string' ? value : JSON.stringify(value);
/** Enough of a sealed string to see that it is one. */
const short = (sealed: string): string => (sealed.length > 60 ? `${sealed.slice(0, 60)}…` : sealed);

/** Exactly what was hashed, one JSON array a line: SHA-256 over each part as an 8-byte big-endian length and its UTF-8 bytes. */
const raw = ({ terminal }: WithEngine, steps: readonly ReplayStep[]): ExitCode => {
  for (const { recorded } of steps) {
    const links = linksOf(recorded);
    if (links) terminal.value({ parts: hashedParts(links.unlinked, links.prev), hash: links.hash });
    else terminal.value({ parts: null, hash: null, metadata: recorded.metadata });
  }
  return steps.every(({ chain }) => chain === 'ok') ? exitCodes.done : exitCodes.no;
};

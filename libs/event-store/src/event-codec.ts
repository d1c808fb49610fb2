import type { DomainEvent, Sealed, StoredEvent } from '@redress/kernel';
import { openWith, type Place, placeOf, type Sealer } from '@redress/sealing';
import type { RecordedEvent } from './event-store';

type Json = Readonly<Record<string, unknown>>;
type Upcast = (old: Json) => Record<string, unknown>;
/** Every event type of the stream, with its steps, oldest first: step i lifts schema i+1 to i+2. Present schema = steps + 1. */
export type Upcasters<E extends DomainEvent> = { readonly [T in E['type']]: readonly Upcast[] };
/** The same steps for the shape of a sealed part; run on opening, from the schema the string names. A step that changes nothing may be left out as null. */
export type PartUpcasters = Readonly<
  Record<string, { readonly brief?: readonly (Upcast | null)[]; readonly personal?: readonly (Upcast | null)[] }>
>;

/** A type this build does not know, or a newer schema of one it knows. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
}

const schemaForm = /"schema":(\d+)/;

/** Between the open events of a decision and the sealed, versioned data that is stored. */
export class EventCodec<E extends DomainEvent> {
  constructor(
    private readonly upcasters: Upcasters<E>,
    private readonly partUpcasters: PartUpcasters = {},
  ) {}

  get types(): readonly E['type'][] {
    return Object.keys(this.upcasters);
  }

  schemaOf(type: E['type']): number {
    return this.upcasters[type].length + 1;
  }

  knows(type: string): type is E['type'] {
    return Object.hasOwn(this.upcasters, type);
  }

  /**
   * Seals what is personal: `brief` and `personal` under the event's own type, `corrected` (a whole part of an earlier event, named by
   * `data.of` and `data.path`) under the type and present schema of the event it corrects.
   */
  seal({ type, data }: E, sealPart: (place: Place, value: object) => Sealed): StoredEvent<E> {
    const stored: Record<string, unknown> = { ...data };
    for (const part of ['brief', 'personal'] as const) {
      if (stored[part] !== undefined) stored[part] = sealPart({ type, schema: this.schemaOf(type), part }, stored[part] as object);
    }
    if (stored['corrected'] !== undefined) {
      const of = stored['of'] as E['type'];
      const part = (stored['path'] as string).startsWith('brief') ? 'brief' : 'personal';
      stored['corrected'] = sealPart({ type: of, schema: this.schemaOf(of), part }, stored['corrected'] as object);
    }
    return { type, data: stored } as unknown as StoredEvent<E>;
  }

  /** Has the event a part that must be sealed? */
  isPersonal({ data }: E): boolean {
    return ['brief', 'personal', 'corrected'].some((part) => (data as Json)[part] !== undefined);
  }

  /** A sealed part in its present shape, or 'sealed' once its key is destroyed. */
  async open(sealer: Sealer, stream: string, text: Sealed): Promise<object | 'sealed'> {
    const opened = await sealer.open(stream, text);
    return opened === 'sealed' ? opened : this.lifted(text, opened);
  }

  /** As `open`, for a reader that holds the key already. */
  openWith(key: Buffer, stream: string, text: Sealed): object {
    return this.lifted(text, openWith(key, stream, text));
  }

  /** The event in its present shape, still sealed. Throws UnknownEvent. */
  decode(recorded: RecordedEvent): StoredEvent<E> {
    const { type, schema } = this.knownIn(recorded);
    let data = JSON.parse(recorded.data) as Json;
    for (const lift of this.upcasters[type].slice(schema - 1)) data = lift(data);
    return { type, data } as unknown as StoredEvent<E>;
  }

  /** What the event is, without a look into its data. Throws UnknownEvent. */
  knownIn({ type, metadata }: RecordedEvent): { readonly type: E['type']; readonly schema: number } {
    const schema = Number(schemaForm.exec(metadata)?.[1]);
    if (this.knows(type) && schema <= this.schemaOf(type)) return { type, schema };
    throw new UnknownEvent(`This build does not know ${type} in schema ${schema}; install the newer one.`);
  }

  private lifted(text: Sealed, opened: object): object {
    const { type, schema, part } = placeOf(text)!;
    const steps = this.partUpcasters[type]?.[part]?.slice(schema - 1) ?? [];
    return steps.reduce<object>((old, lift) => (lift ? lift(old as Json) : old), opened);
  }
}

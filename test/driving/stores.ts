/** Settings of a process. */
export type Environment = Readonly<Record<string, string>>;

/** A pair of stores on which the same tests run: what the settings of every process of a register must name besides its data folder. */
export interface Stores {
  readonly name: string;
  /** Of one register, which shares nothing with another. */
  readonly settingsOf: (register: string) => Environment;
}

export const embedded: Stores = { name: 'the embedded stores', settingsOf: () => ({}) };

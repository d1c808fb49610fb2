import { Crew } from './crew';
import { Load } from './load';
import { makeRegister, type People } from './people';
import { type Ended, Workplace } from './redress';
import type { Stores } from './stores';

/** `LEASE_PAUSES=200 LEASE_ENDS=50 REBUILD_KILLS=100 LEASE_SEED=7 npx jest test/leases` tortures longer. */
export const figure = (name: string, usual: number, { share }: Stores): number => Number(process.env[name] ?? Math.ceil(usual * share));
export const seed = Number(process.env['LEASE_SEED'] ?? 1);

/** Milliseconds of REDRESS_LEASE=0.2. */
export const lease = 200;
/** Seconds: nobody lives to see such a lease lapse, so who takes over was handed it. */
export const longLease = 600;
export const clean = [0, null, ''];
export const endOf = ({ code, signal, stderr }: Ended): unknown => [code, signal, stderr];
export const kettle = { channel: 'phone', summary: 'Kettle', description: 'It does not boil.' };

/** A register at work, and who keeps its read models. */
export interface Kept {
  readonly crew: Crew;
  readonly people: People;
  readonly load: Load;
}

/** Registers on one pair of stores, each with a crew of its own. */
export class Keepers {
  private readonly workplace = new Workplace();

  constructor(private readonly stores: Stores) {}

  start(): Promise<void> {
    return this.stores.start();
  }
  async remove(): Promise<void> {
    await this.workplace.remove();
    await this.stores.remove();
  }

  /** `seconds`: how long a lease lasts. */
  async of(name: string, seconds: number): Promise<Kept> {
    const data = this.workplace.path(name);
    const environment = { ...this.stores.environment(data), REDRESS_LEASE: String(seconds) };
    const people = await makeRegister(data, environment);
    const load = new Load(data, people, `${name}-${seed}`, this.stores);
    return { crew: await Crew.started(this.workplace, data, environment, people.admin), people, load };
  }
}

/** Is the record whole, and does every read model equal, by its digests, what is built from the record anew? */
export const judged = async (crew: Crew): Promise<unknown> => {
  const verified = await crew.run(['verify', '--json']).ended;
  const rebuilt = await crew.run(['projections', 'rebuild', '--quiet', '--json']).ended;
  const lines = rebuilt.stdout.split('\n').slice(0, -1);
  const compared = lines.map((line) => JSON.parse(line) as { parked: unknown[]; comparedWith: string | null; differences: unknown });
  return [
    [verified.code, rebuilt.code, rebuilt.stderr],
    compared.map(({ parked, comparedWith, differences }) => [parked.length, comparedWith === null, differences]),
  ];
};
export const right = [[0, 0, ''], Array.from({ length: 5 }, () => [0, false, null])];

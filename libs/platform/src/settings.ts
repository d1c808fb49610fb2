import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { isTimeZone } from '@redress/kernel';
import { type Place, weaknessesOf, withoutSecrets } from './place';

/** One setting as it is documented, checked and shown. */
interface Setting {
  readonly name: string;
  readonly usually: string;
  readonly meaning: string;
  /** What was expected, said to whoever gave something else. */
  readonly expected: string;
  readonly accepts: (value: string) => boolean;
  /** How a setting that holds a secret is shown; it may also come from a file named in `<name>_FILE`. */
  readonly masked?: (value: string) => string;
}

const oneOf =
  (...values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value);
const isFile = (value: string): boolean => /^sqlite:./.test(value);
const isMongo = (value: string): boolean => /^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/.test(value);
const isEventStoreDb = (value: string): boolean => /^esdb(\+discover)?:\/\/[^/?]/.test(value);
const inFile = 'sqlite:<file>, where ${REDRESS_DATA} stands for the data folder';
const inMongo = (database: string): string => `mongodb://user:password@host:27017/${database}?replicaSet=rs0&tls=true`;
const isPort = (value: string): boolean => /^\d{1,5}$/.test(value) && Number(value) <= 65_535;

/** Every setting; docs/settings.md is generated from this table. */
export const settingsTable: readonly Setting[] = [
  { name: 'REDRESS_DATA', usually: './data', meaning: 'The data folder.', expected: 'a path', accepts: (value) => value !== '' },
  {
    name: 'REDRESS_EVENT_STORE',
    usually: 'sqlite:${REDRESS_DATA}/events.db',
    meaning: 'Where the record is: a file, or an EventStoreDB (`esdb://…`), a single node or a cluster.',
    expected: `${inFile}, or esdb://user:password@host:2113?tls=true`,
    accepts: (value) => isFile(value) || isEventStoreDb(value),
    masked: withoutSecrets,
  },
  {
    name: 'REDRESS_STREAM_PREFIX',
    usually: '',
    meaning:
      "What the names of this register's streams begin with in EventStoreDB; needed where several registers share one. Fixed with the first event.",
    expected: 'letters, digits, dots, hyphens and underscores',
    accepts: (value) => /^[\w.-]*$/.test(value),
  },
  {
    name: 'REDRESS_DOCUMENT_STORE',
    usually: 'sqlite:${REDRESS_DATA}/views.db',
    meaning: 'Where the read models are: a file, or a database of a MongoDB replica set (`mongodb://…/redress-views`).',
    expected: `${inFile}, or ${inMongo('redress-views')}`,
    accepts: (value) => isFile(value) || isMongo(value),
    masked: withoutSecrets,
  },
  {
    name: 'REDRESS_KEY_STORE',
    usually: 'sqlite:${REDRESS_DATA}/keys.db',
    meaning:
      'Where the keys of personal data, the look-ups and the API keys are: a file, or a MongoDB database (`mongodb://…/redress-keys`). One of its own: a copy of the record opens nothing.',
    expected: `${inFile}, or ${inMongo('redress-keys')}`,
    accepts: (value) => isFile(value) || isMongo(value),
    masked: withoutSecrets,
  },
  {
    name: 'REDRESS_HOST',
    usually: '127.0.0.1',
    meaning: 'The address the API listens on; of a name its first one, IPv4 before IPv6. 0.0.0.0 or :: for all.',
    expected: 'a host name or address',
    accepts: (value) => /^[\w.:-]+$/.test(value),
  },
  {
    name: 'REDRESS_PORT',
    usually: '3000',
    meaning: 'The port the API listens on; 0 takes a free one.',
    expected: 'a whole number from 0 to 65535',
    accepts: isPort,
  },
  {
    name: 'REDRESS_REQUESTS_PER_SECOND',
    usually: '1000',
    meaning: 'How many requests a second the API takes with one key, as a mean of ten seconds; 429 beyond it. 0 for no limit.',
    expected: 'a whole number from 0 to 1000000',
    accepts: (value) => /^\d{1,7}$/.test(value) && Number(value) <= 1_000_000,
  },
  {
    name: 'REDRESS_TIME_ZONE',
    usually: 'UTC',
    meaning: "The register's zone: days in statistics and queues begin there. Fixed when the data folder is made.",
    expected: 'an IANA time zone such as Asia/Baku',
    accepts: isTimeZone,
  },
  {
    name: 'REDRESS_API_KEY',
    usually: '',
    meaning: 'The key the command line acts with; without one it acts as the local system.',
    expected: 'a key as `redress api-keys add` shows it',
    accepts: () => true,
    masked: () => '***',
  },
  {
    name: 'REDRESS_ENV',
    usually: 'development',
    meaning:
      '`production` refuses to start without API keys, makes none by itself and serves no /docs; it refuses servers without a user, with a known password, or without TLS on another machine.',
    expected: 'development or production',
    accepts: oneOf('development', 'production'),
  },
  {
    name: 'REDRESS_PROJECTOR',
    usually: 'in-process',
    meaning: 'Who keeps the read models current: a thread of the API, or only processes of `redress work` (`separate`).',
    expected: 'in-process or separate',
    accepts: oneOf('in-process', 'separate'),
  },
  {
    name: 'REDRESS_ACT_ON_TIME',
    usually: 'on',
    meaning:
      'Does what policies want to happen by themselves: reminders, missed deadlines, escalation, closing for silence. Whoever keeps the read models current does it too. `off` for a copy of a register that is only looked at.',
    expected: 'on or off',
    accepts: oneOf('on', 'off'),
  },
  {
    name: 'REDRESS_LEASE',
    usually: '10',
    meaning:
      'Seconds within which another process takes over the read models of one that died or hangs; one that ends as asked hands them over at once. The same for all processes of a register.',
    expected: 'seconds from 0.1 to 600, such as 10 or 0.5',
    accepts: (value) => /^\d{1,3}(\.\d{1,3})?$/.test(value) && Number(value) >= 0.1 && Number(value) <= 600,
  },
  {
    name: 'REDRESS_HEALTH_PORT',
    usually: '',
    meaning:
      'The port on which `redress work` serves /health/live, /health/ready and /metrics, at the address of REDRESS_HOST and without keys; 0 takes a free one. Empty: not served.',
    expected: 'a whole number from 0 to 65535, or nothing',
    accepts: (value) => value === '' || isPort(value),
  },
  {
    name: 'REDRESS_LOG_LEVEL',
    usually: 'info',
    meaning: 'What is logged to stderr; never personal data.',
    expected: 'fatal, error, warn, info, debug or silent',
    accepts: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'silent'),
  },
];

export interface Settings {
  /** Absolute path. */
  readonly data: string;
  readonly eventStore: Place;
  readonly streamPrefix: string;
  readonly documentStore: Place;
  readonly keyStore: Place;
  readonly host: string;
  readonly port: number;
  /** Of one key; 0 is no limit. */
  readonly requestsPerSecond: number;
  readonly timeZone: string;
  readonly apiKey: string | null;
  readonly environment: 'development' | 'production';
  readonly projector: 'in-process' | 'separate';
  readonly actsOnTime: boolean;
  /** Milliseconds. */
  readonly lease: number;
  /** Of the projector's own health and metrics; null: not served. */
  readonly healthPort: number | null;
  readonly logLevel: string;
}

/** One or more settings are wrong; each is named with what was expected. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings';
  constructor(readonly wrong: readonly string[]) {
    super(`These settings are wrong:\n${wrong.map((each) => `  ${each}`).join('\n')}`);
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment, with what `.env` in the working folder adds to it. */
export const environmentWithFile = (environment: Environment, folder: string): Environment => {
  const file = join(folder, '.env');
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...environment } : environment;
};

/** Throws WrongSettings, naming every wrong one at once. Names that begin with REDRESS_ and are no setting are wrong too. */
export const settingsFrom = (environment: Environment): Settings => {
  const wrong: string[] = [];
  const known = new Set(settingsTable.flatMap(({ name, masked }) => (masked ? [name, `${name}_FILE`] : [name])));
  for (const name of Object.keys(environment)) {
    if (name.startsWith('REDRESS_') && !name.startsWith('REDRESS_TEST_') && !known.has(name))
      wrong.push(`${name} is no setting of Redress; docs/settings.md lists them.`);
  }
  const given = new Map(settingsTable.map((setting) => [setting.name, valueOf(setting, environment, wrong)]));
  if (given.get('REDRESS_ENV') === 'production') wrong.push(...storeSettings.flatMap((name) => weaknesses(name, given.get(name)!)));
  if (wrong.length > 0) throw new WrongSettings(wrong);
  const data = resolve(given.get('REDRESS_DATA')!);
  const place = (name: (typeof storeSettings)[number]): Place => placeOf(given.get(name)!, data);
  return {
    data,
    eventStore: place('REDRESS_EVENT_STORE'),
    streamPrefix: given.get('REDRESS_STREAM_PREFIX')!,
    documentStore: place('REDRESS_DOCUMENT_STORE'),
    keyStore: place('REDRESS_KEY_STORE'),
    host: given.get('REDRESS_HOST')!,
    port: Number(given.get('REDRESS_PORT')),
    requestsPerSecond: Number(given.get('REDRESS_REQUESTS_PER_SECOND')),
    timeZone: given.get('REDRESS_TIME_ZONE')!,
    apiKey: given.get('REDRESS_API_KEY') || null,
    environment: given.get('REDRESS_ENV') as Settings['environment'],
    projector: given.get('REDRESS_PROJECTOR') as Settings['projector'],
    actsOnTime: given.get('REDRESS_ACT_ON_TIME') === 'on',
    lease: Number(given.get('REDRESS_LEASE')) * 1_000,
    healthPort: given.get('REDRESS_HEALTH_PORT') ? Number(given.get('REDRESS_HEALTH_PORT')) : null,
    logLevel: given.get('REDRESS_LOG_LEVEL')!,
  };
};

const storeSettings = ['REDRESS_EVENT_STORE', 'REDRESS_DOCUMENT_STORE', 'REDRESS_KEY_STORE'] as const;

/** Of a setting's value as it stands there, for whoever opens a store that no setting of this process names. Absolute where it is a file. */
export const placeOf = (value: string, data: string): Place =>
  isFile(value)
    ? { on: 'file', file: resolve(value.slice('sqlite:'.length).replaceAll('${REDRESS_DATA}', data)) }
    : { on: 'server', url: value };

const weaknesses = (name: string, value: string): readonly string[] =>
  isFile(value) ? [] : weaknessesOf(value).map((weakness) => `${name} ${weakness}.`);

const valueOf = ({ name, usually, expected, accepts, masked }: Setting, environment: Environment, wrong: string[]): string => {
  const value = (masked ? fromFile(name, environment, wrong) : undefined) ?? environment[name] ?? usually;
  if (!accepts(value)) wrong.push(`${name} is ${JSON.stringify(masked ? masked(value) : value)}; expected is ${expected}.`);
  return value;
};

const fromFile = (name: string, environment: Environment, wrong: string[]): string | undefined => {
  const file = environment[`${name}_FILE`];
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    wrong.push(`${name}_FILE names a file that cannot be read.`);
    return undefined;
  }
};

/** The settings as they are in force, secrets masked, for `redress check`. */
export const shownSettings = (environment: Environment): readonly { readonly name: string; readonly value: string }[] =>
  settingsTable.map(({ name, usually, masked }) => {
    if (masked && environment[`${name}_FILE`]) return { name, value: 'from a file' };
    const value = environment[name] ?? usually;
    return { name, value: masked && value !== '' ? masked(value) : value };
  });

/** docs/settings.md. */
export const settingsPage = (): string =>
  [
    '# Settings',
    '',
    'Generated from `libs/platform/src/settings.ts`. Given in the environment or in a file `.env` in the working folder; checked at start, and a wrong one is named with what was expected.',
    '',
    '| setting | usually | meaning |',
    '| --- | --- | --- |',
    ...settingsTable.map(
      ({ name, usually, meaning, masked }) =>
        `| \`${name}\` | ${usually ? `\`${usually}\`` : ''} | ${meaning}${masked ? ` Holds a secret: may come from a file named in \`${name}_FILE\`.` : ''} |`,
    ),
    '',
  ].join('\n');

import { yamlOf } from './read';

export interface Service {
  readonly image: string;
  readonly profiles: readonly string[];
  readonly user?: string;
  readonly init?: boolean;
  readonly read_only?: boolean;
  readonly restart?: string;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly stop_grace_period?: string;
  readonly logging?: { readonly driver: string; readonly options: Readonly<Record<string, string>> };
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly secrets?: readonly (string | { readonly source: string; readonly target: string })[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, null>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

export const composeFile = yamlOf<ComposeFile>('docker-compose.yml');
export const services = Object.entries(composeFile.services);

/** Runs to its end at every start, and others wait for that. */
export const isOneShot = ({ restart }: Service): boolean => restart === 'no';

/** The names of the services for which `holds` is false. */
export const servicesWithout = (holds: (service: Service, name: string) => boolean): readonly string[] =>
  services.filter(([name, service]) => !holds(service, name)).map(([name]) => name);

export const servicesOf = (profile: string): readonly (readonly [string, Service])[] =>
  services.filter(([, { profiles }]) => profiles.includes(profile));

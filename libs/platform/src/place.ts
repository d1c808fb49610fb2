/** Where a store is: in a file of ours, or on servers that a URL names. */
export type Place = { readonly on: 'file'; readonly file: string } | { readonly on: 'server'; readonly url: string };

/** The files among the places of a register's stores. */
export const filesOf = (places: readonly Place[]): readonly string[] =>
  places.flatMap((place) => (place.on === 'file' ? [place.file] : []));

/** A URL as it may be shown: without the user, the password, or what unlocks a certificate. */
export const withoutSecrets = (url: string): string =>
  url.replace(/\/\/.*@/, '//***@').replace(/([?&][^=&]*password[^=&]*=)[^&]*/gi, '$1***');

/** Passwords that everybody knows, as EventStoreDB comes with them. */
const knownPasswords: readonly string[] = ['admin:changeit', 'ops:changeit'];
const thisMachine = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

interface ServerUrl {
  readonly scheme: string;
  /** `user:password` as written, null without. */
  readonly credentials: string | null;
  readonly hosts: readonly string[];
  /** By their names in small letters: both clients read them so. */
  readonly options: ReadonlyMap<string, string>;
}

/**
 * What production refuses of a server's URL, each as the end of a sentence that begins with the setting: people who are not told apart,
 * passwords that everybody knows, and connections that others can read.
 */
export const weaknessesOf = (url: string): readonly string[] => {
  const { scheme, credentials, hosts, options } = partsOf(url);
  const isOn = (name: string): boolean => options.get(name) === 'true';
  const isMongo = scheme.startsWith('mongodb');
  const isLocal = hosts.every((host) => thisMachine.test(host));
  const isEncrypted = isMongo
    ? isOn('tls') || isOn('ssl') || (scheme === 'mongodb+srv' && options.get('tls') !== 'false')
    : options.get('tls') !== 'false';
  const isUnproven = isMongo
    ? isOn('tlsinsecure') || isOn('tlsallowinvalidcertificates') || isOn('tlsallowinvalidhostnames')
    : options.get('tlsverifycert') === 'false';
  return [
    ...(credentials === null && options.get('authmechanism') !== 'MONGODB-X509' ? ['names no user; production tells users apart'] : []),
    ...(credentials !== null && knownPasswords.includes(credentials) ? ['has the password that everybody knows; set another'] : []),
    ...(isEncrypted || isLocal ? [] : ['goes to another machine without TLS; add tls=true']),
    ...(isUnproven ? ['takes any certificate; name the authority that signed it instead'] : []),
  ];
};

const partsOf = (url: string): ServerUrl => {
  const [, scheme = '', credentials = null, hosts = '', query = ''] =
    /^([\w+]+):\/\/(?:(.*)@)?([^/?]*)(?:\/[^?]*)?(?:\?(.*))?$/.exec(url) ?? [];
  const options = [...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value] as const);
  return { scheme, credentials, hosts: hosts.split(','), options: new Map(options) };
};

import { EventStoreDBClient } from '@eventstore/db-client';

/** The client does not mind case, `-` and `_` in the names of options. */
const plain = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');
const options = [
  'connectionName',
  'defaultDeadline',
  'discoveryInterval',
  'gossipTimeout',
  'keepAliveInterval',
  'keepAliveTimeout',
  'maxDiscoverAttempts',
  'nodePreference',
  'throwOnAppendFailure',
  'tls',
  'tlsCaFile',
  'userCertFile',
  'userKeyFile',
];
const known = new Set(options.map(plain));

/** A client of the servers that `connectionString` names. Throws Error, which says what to correct and repeats nothing of the string but names of options. */
export const clientOf = (connectionString: string): EventStoreDBClient => {
  refuseUnknownOptions(connectionString);
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch (error) {
    // eslint-disable-next-line preserve-caught-error -- the client's error holds the connection string with its password.
    throw new Error(unreadable(error));
  }
};

/** The client passes over an option that it does not know, and prints the whole string with its password. */
const refuseUnknownOptions = (connectionString: string): void => {
  const [, query = ''] = connectionString.split('?');
  for (const option of query.split('&')) {
    const [name = ''] = option.split('=');
    if (plain(name) === 'tlsverifycert') {
      throw new Error('tlsVerifyCert in REDRESS_EVENT_STORE has no effect here; name the file of the CA as tlsCaFile instead.');
    }
    if (name !== '' && !known.has(plain(name))) {
      throw new Error(`REDRESS_EVENT_STORE has an unknown option ${name}; known are ${options.join(', ')}.`);
    }
  }
};

const unreadable = (error: unknown): string => {
  const { message, code } = error as { readonly message: string; readonly code?: string };
  if (code !== undefined || /^Failed to load certificate|^userCertFile/.test(message)) {
    return `A file that REDRESS_EVENT_STORE names as tlsCaFile, userCertFile or userKeyFile cannot be read${code ? ` (${code})` : ''}; correct the option.`;
  }
  if (/^Invalid (keepAlive|defaultDeadline)/.test(message)) return `${message} Correct it in REDRESS_EVENT_STORE.`;
  return 'REDRESS_EVENT_STORE is no connection string of EventStoreDB; write esdb://user:password@host:2113?tls=true, special characters of the password as %XX.';
};

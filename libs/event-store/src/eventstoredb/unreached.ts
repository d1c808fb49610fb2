import { StoreUnavailable } from '../event-store';

/** Of gRPC: no server could be reached. Everything behind it was said before a word left this machine. */
const notConnected = 'No connection established';

/** What the transport says, and what to do. Its words are those of OpenSSL, Node and the client; the first that fits is taken. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/certificate has expired/, 'The certificate of EventStoreDB has expired; give its nodes a new one.'],
  [/certificate is not yet valid/, 'The certificate of EventStoreDB is not valid yet; see that the clocks of both machines are right.'],
  [
    /unable to verify|self.signed|unable to get (local )?issuer|certificate signature failure/,
    'No CA that is trusted here signed the certificate of EventStoreDB; name the file of its CA as tlsCaFile in REDRESS_EVENT_STORE.',
  ],
  [/altnames/, 'The certificate of EventStoreDB is for other hosts; name the host in REDRESS_EVENT_STORE as its certificate does.'],
  [
    /wrong version number|packet length too long|EPROTO/,
    'What answers speaks no TLS; correct host and port in REDRESS_EVENT_STORE, or write tls=false for an EventStoreDB without TLS.',
  ],
  [
    /Protocol error|Failed to connect/,
    'What answers is no EventStoreDB, or one that wants TLS; correct host, port and tls in REDRESS_EVENT_STORE.',
  ],
];

/** Why nothing of a call was sent, with what helps; null where something may have been. Where words should ever change it is null, which is safe. */
export const unreached = (message: string): StoreUnavailable | null => {
  if (message.includes('Name resolution failed')) return unavailable('No machine has the name in REDRESS_EVENT_STORE; correct its host.');
  if (message.startsWith('Failed to discover')) {
    return unavailable(
      'No node of EventStoreDB says who leads its cluster; see that most of them run, and that hosts, ports and tls in REDRESS_EVENT_STORE are theirs.',
    );
  }
  if (!message.includes(notConnected)) return null;
  const known = reasons.find(([words]) => words.test(message));
  return known ? unavailable(known[1]) : unreachable();
};

export const unreachable = (): StoreUnavailable =>
  unavailable('EventStoreDB cannot be reached; see that it runs and that REDRESS_EVENT_STORE names it.');

const unavailable = (sentence: string): StoreUnavailable => new StoreUnavailable('failed', sentence);

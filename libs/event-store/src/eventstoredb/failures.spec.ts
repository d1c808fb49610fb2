import { ErrorType } from '@eventstore/db-client';
import { appendFailure, readFailure } from './failures';

/** As the client answers them; the words were seen at an EventStoreDB 24.2. */
const notConnected = (why: string): object => ({
  type: ErrorType.UNAVAILABLE,
  code: 14,
  message: `14 UNAVAILABLE: No connection established. Last error: ${why}. Resolution note: `,
});
const refused = (code: number, message: string, type?: string): object => ({ ...(type && { type }), code, message });

describe('a failure of EventStoreDB', () => {
  const said = (failure: object): string => {
    const [append, read] = [appendFailure(failure, 'thing-1', 0), readFailure(failure, null)];
    expect(append).toEqual(read);
    return append.message;
  };

  const unsigned =
    'No CA that is trusted here signed the certificate of EventStoreDB; name the file of its CA as tlsCaFile in REDRESS_EVENT_STORE.';
  it.each([
    ['Error: certificate has expired', 'The certificate of EventStoreDB has expired; give its nodes a new one.'],
    [
      'Error: certificate is not yet valid',
      'The certificate of EventStoreDB is not valid yet; see that the clocks of both machines are right.',
    ],
    ['Error: unable to verify the first certificate', unsigned],
    ['Error: self-signed certificate in certificate chain', unsigned],
    ['Error: unable to get local issuer certificate', unsigned],
    [
      "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list: ",
      'The certificate of EventStoreDB is for other hosts; name the host in REDRESS_EVENT_STORE as its certificate does.',
    ],
  ])('to connect says what helps: %s', (why, sentence) => expect(said(notConnected(why))).toBe(sentence));

  it('tells a wrong password from a user without the right', () => {
    const unauthenticated = refused(16, '16 UNAUTHENTICATED: Unauthenticated', ErrorType.ACCESS_DENIED);
    const denied = refused(7, '7 PERMISSION_DENIED: Access Denied', ErrorType.ACCESS_DENIED);
    expect([
      said(unauthenticated),
      appendFailure(denied, 'thing-1', 0).message,
      readFailure(denied, 'thing-1').message,
      readFailure(denied, null).message,
    ]).toEqual([
      'EventStoreDB refuses these credentials; correct user and password in REDRESS_EVENT_STORE.',
      'EventStoreDB does not let the user of REDRESS_EVENT_STORE, or nobody where it names none, write; name one who may.',
      'EventStoreDB does not let the user of REDRESS_EVENT_STORE, or nobody where it names none, read; name one who may.',
      'EventStoreDB does not let the user of REDRESS_EVENT_STORE, or nobody where it names none, read the whole log; name one who may read $all, as members of $admins do.',
    ]);
  });
  it.each([
    refused(14, '14 UNAVAILABLE: Server Is Not Ready', ErrorType.UNAVAILABLE),
    refused(14, '14 UNAVAILABLE: Server Is Too Busy', ErrorType.UNAVAILABLE),
    refused(2, '2 UNKNOWN: No leader info available in response', ErrorType.UNKNOWN),
    refused(5, '5 NOT_FOUND: Leader info available', ErrorType.NOT_LEADER),
  ])('that passes asks for patience: %j', (failure) => {
    expect([appendFailure(failure, 'thing-1', 0), readFailure(failure, null)]).toMatchObject([
      {
        name: 'StoreUnavailable',
        reason: 'busy',
        message: 'EventStoreDB is starting, busy, or choosing its leader; nothing was stored. Try again in a moment.',
      },
      {
        name: 'StoreUnavailable',
        reason: 'busy',
        message: 'EventStoreDB is starting, busy, or choosing its leader; try again in a moment.',
      },
    ]);
  });
  it.each([
    refused(14, '14 UNAVAILABLE: Connection dropped', ErrorType.UNAVAILABLE),
    refused(4, '4 DEADLINE_EXCEEDED: Deadline exceeded', ErrorType.DEADLINE_EXCEEDED),
    refused(10, '10 ABORTED: Operation timed out', ErrorType.TIMEOUT),
    refused(2, '2 UNKNOWN: certificate has expired', ErrorType.UNKNOWN),
    {},
  ])('that came after something may have been sent leaves an append unknown: %j', (failure) => {
    expect(appendFailure(failure, 'thing-1', 0)).toMatchObject({ name: 'OutcomeUnknown' });
  });
});

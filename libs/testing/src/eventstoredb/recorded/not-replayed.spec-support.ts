/** Recorded cases that are not repeated on the double, by the form of their ids, and why. */
export const notReplayed: readonly (readonly [RegExp, string])[] = [
  [/^zero\./, 'An append without events: the adapter sends none, the double refuses it.'],
  [/^psub\./, 'Persistent subscriptions keep no order: never used, refused by the double.'],
  [/^secure\./, 'TLS and users need a secure server: refused by the double, tried on a real one.'],
  [/^(reads|misc\.subscribe)[.-]links$/, 'Links are never resolved: refused by the double.'],
  [/^subs\.all\.filter\.type-regex$/, 'The double filters by stream prefixes only and refuses every other filter.'],
  [/^meta\.(maxAge|roundtrip)$/, 'The double refuses an age: nothing here waits for one.'],
  [/^meta\.maxCount$/, 'It counts the events of the whole recording; what $maxCount hides is replayed by subs.stream.maxCount.'],
  [/^(all\.fwd\.(zero|START)|all\.order|all\.filter\..+|names\.in-all)$/, 'They tell what else the recorded server held.'],
  [/^names\."\$\$/, 'Metadata that is no settings, and a name that kills the server: the double holds neither.'],
  [/^crash\./, 'The double cannot be killed by a name.'],
  [
    /^data\.(json-undefined|json-bigint)/,
    'The client never settles and rejects outside of any promise; the adapter sends texts that were parsed.',
  ],
  [
    /^data\.(raw-|binary|meta-buffer-json|type-empty-append|id-bad-append|client-after-bad)/,
    'Bytes sent past the client, or seen in another case.',
  ],
  [
    /^size\..+\.(20MiB-one|many-)/,
    'How gRPC words a message beyond its limit, and how a real server keeps time: told by the server alone.',
  ],
  [/^conc\.(order|same-id|read-all)/, 'Left to chance by the server, or told by conc.chain and conc.read-own-write.'],
  [
    /^misc\.(same-id-concurrent|idem-old-any|capabilities|created|big-append|multi-stream|readAll)/,
    'Times and sizes of a real server, or the client alone.',
  ],
  [/^deadline\./, 'How fast a real server is; what is late on arrival is replayed.'],
  [/^(noserver|dispose|collateral)\./, 'They tell of the client without a server.'],
  [/^reads\.stream-events$/, 'How the client names its events.'],
  [/^(kill|sigstop|notready)\./, 'Signals to a real process; the faults of the double stand in, and their specs.'],
  [
    /^subs\.(stream\.(for-await|order)|unsubscribe|destroy|slow|checkpoint\.resume)$/,
    'Promised by the specs of the adapter in its own words.',
  ],
];

'use strict';
const { readFileSync } = require('node:fs');
const { isDeepStrictEqual } = require('node:util');
const { setTimeout: after } = require('node:timers/promises');
const { BACKWARDS, END, EventStoreDBClient, jsonEvent } = require('@eventstore/db-client');

const { fetch } = globalThis;
/** Milliseconds between attempts, and how many there are, until a server that just started knows its users. */
const pause = 2_000;
const attempts = 60;

/** Redress adds and reads; it cannot delete a stream or shorten one by its metadata, whoever gets hold of its password. */
const defaultAccess = {
  $userStreamAcl: { $r: 'redress', $w: 'redress', $d: '$admins', $mr: 'redress', $mw: '$admins' },
  $systemStreamAcl: { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' },
};
/** The read models follow the whole log, which otherwise is for administrators alone. */
const accessToAll = { $acl: { $r: ['$admins', 'redress'] } };

const secret = (name) => readFileSync(`/run/secrets/${name}`, 'utf8').trim();

/** Makes the user `redress`, or gives the one that is there the password of the secret. Throws where the server refuses. */
const makeUser = async (url, administrator, password) => {
  const authorization = `Basic ${Buffer.from(administrator).toString('base64')}`;
  const post = async (path, body) =>
    (
      await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).status;
  const made = await post('/users/', { LoginName: 'redress', FullName: 'Redress', Groups: [], Password: password });
  if (made === 201) return;
  if (made !== 409) throw new Error(`EventStoreDB answered ${made} to a new user.`);
  const changed = await post('/users/redress/command/reset-password', { NewPassword: password });
  if (changed !== 200) throw new Error(`EventStoreDB answered ${changed} to a new password.`);
};

/** Appends what the stream does not say already, so that a start adds nothing to the one before. */
const say = async (client, stream, type, data) => {
  if (isDeepStrictEqual(await lastOf(client, stream), data)) return;
  await client.appendToStream(stream, jsonEvent({ type, data }));
};

const lastOf = async (client, stream) => {
  let last;
  try {
    // To its end: the client waits for ever, when it is let go of, for a read that was left.
    for await (const { event } of client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 })) last = event?.data;
    return last;
  } catch (error) {
    if (error.type === 'stream-not-found') return undefined;
    throw error;
  }
};

const grant = async (client) => {
  await say(client, '$$$all', '$metadata', accessToAll);
  await say(client, '$settings', 'update-default-acl', defaultAccess);
};

const main = async () => {
  const administrator = `admin:${secret('eventstore-admin-password')}`;
  const client = EventStoreDBClient.connectionString(`esdb://${administrator}@eventstore:2113?tls=true&tlsCAFile=/run/authority/ca.crt`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await makeUser('https://eventstore:2113', administrator, secret('eventstore-redress-password'));
      await grant(client);
      break;
    } catch (error) {
      if (attempt === attempts) throw error;
      await after(pause);
    }
  }
  await client.dispose();
};

module.exports = { grant, makeUser };
if (require.main === module)
  main().catch((error) => {
    process.stderr.write(`The user of Redress could not be made: ${error.message}\n`);
    process.exit(1);
  });

/* global db, rs, sleep -- of mongosh */
const { readFileSync } = require('node:fs');

const secret = (name) => readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const admin = db.getSiblingDB('admin');
admin.auth('root', secret('mongo-root-password'));

try {
  rs.status();
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] });
}
while (!db.hello().isWritablePrimary) sleep(500);

/** Each may read and write its own database and see no other: a copy of the views opens nothing, and neither does their password. */
for (const [user, password] of [
  ['redress-views', secret('mongo-views-password')],
  ['redress-keys', secret('mongo-keys-password')],
]) {
  const account = { pwd: password, roles: [{ role: 'readWrite', db: user }] };
  if (admin.getUser(user)) admin.updateUser(user, account);
  else admin.createUser({ user, ...account });
}

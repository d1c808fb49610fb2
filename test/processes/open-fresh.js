const { SqliteFile } = require('../../dist/libs/sqlite/src');

/** Waits for a common instant, opens one file that may not exist yet, and adds a row to it. */
const [path, instant] = process.argv.slice(2);
const kind = { name: 'test file', mark: 'RDts', version: 1, schema: 'CREATE TABLE thing (n INTEGER PRIMARY KEY) STRICT' };
while (Date.now() < Number(instant));
const file = new SqliteFile(path, kind);
file.run('INSERT INTO thing VALUES (?)', process.pid);
file.close();

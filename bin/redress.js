#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const built = join(__dirname, '..', 'dist', 'apps');
if (!existsSync(built)) {
  process.stderr.write('Redress is not built yet. Run: npm run build\n');
  process.exit(1);
}
// The command line and the API are two apps that never import each other; they meet here.
const startApi = (environment) => require(join(built, 'api', 'src', 'main.js')).start(environment);
require(join(built, 'cli', 'src', 'main.js')).main(process.argv, startApi);

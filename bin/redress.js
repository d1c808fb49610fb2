#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const built = join(__dirname, '..', 'dist', 'apps');
if (!existsSync(built)) {
  process.stderr.write('Redress is not built yet. Run: npm run build\n');
  process.exit(1);
}
// The apps never import each other; they meet here.
const starting = (app) => (environment) => require(join(built, app, 'src', 'main.js')).start(environment);
require(join(built, 'cli', 'src', 'main.js')).main(process.argv, { startApi: starting('api'), startProjector: starting('projector') });

require('../../dist/libs/platform/src');

/** Says which packages are loaded with the engine: what every verb of the command line waits for before it begins. */
const packageOf = (path) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(path)?.[1];
const loaded = new Set(Object.keys(require.cache).map(packageOf).filter(Boolean));
process.stdout.write(`${JSON.stringify([...loaded].sort())}\n`);
